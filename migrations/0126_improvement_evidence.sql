-- The figure of a metric that a proposal rests on, as the house counted it when it was proposed. What was found in a log in somebody's browser is their statement.
alter table improvement_proposal add column evidence jsonb;
create or replace view improvement_fact as
select p.id, p.title, p.state, p.flow_key as flow, p.owner_id, p.made_by, p.made_at, p.decided_at, p.state = 'approved' as approved, p.change_id is not null as begun, p.evidence is not null as evidenced from improvement_proposal p;
