-- What figures about improving are made of: a row a proposal, and a row a change of a process.
create view improvement_fact as
select p.id, p.title, p.state, p.flow_key as flow, p.owner_id, p.made_by, p.made_at, p.decided_at, p.state = 'approved' as approved, p.change_id is not null as begun from improvement_proposal p;
create view process_change_fact as
select c.id, c.title, c.state, c.flow_key as flow, c.owner_id, c.made_at, c.live_at from process_change c;
create index improvement_proposal_made on improvement_proposal (made_at);
