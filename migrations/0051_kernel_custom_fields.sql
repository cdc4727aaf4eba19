-- What a company adds to records of its own accord: one row a value, so that records without any cost nothing, and a filter by one value walks an index in the order of the lists.
create table custom_value (
  owner_id uuid not null, field text not null, place smallint not null default 0, value text not null, number double precision, owner_kind text not null,
  primary key (owner_id, field, place)
);
create index custom_value_equal on custom_value (field, left(value, 200), owner_id desc);
create index custom_value_number on custom_value (field, number, owner_id desc) where number is not null;
