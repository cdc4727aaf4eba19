-- What has been counted already: one row a metric's version, day and part, by the definition's own SQL. Nothing here is truth: every row can be thrown away and filled again.
-- `side` 1 is what a ratio is measured against. `field` '' is the whole, `part` '' is what has no value in the field.
create table metric_cell (
  definition_id uuid not null, side smallint not null, field text not null, day date not null, part text not null,
  n int not null, hits int, misses int, total numeric, squares numeric, list double precision[], keys text[],
  primary key (definition_id, side, field, day, part)
);
-- Which days are filled, from which state of the marks, and in which zone a day was cut.
create table metric_day (
  definition_id uuid not null, day date not null, tick bigint not null, zone text not null, filled_at timestamptz not null, primary key (definition_id, day)
);
-- How often something changed among the records of a day: a day whose marks went on since it was filled is stale.
create table metric_mark (facts text not null, moment text not null, day date not null, tick bigint not null, primary key (facts, moment, day));
