-- What customers did, as figures see it: orders above all, against which complaints are measured.
create view behaviour_fact as select id, customer_id, kind, source, amount::double precision as amount, at from behaviour;
create index behaviour_kind on behaviour (kind, at);
