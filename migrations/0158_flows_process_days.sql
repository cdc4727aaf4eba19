-- Which processes were in force on which day, and whether each step had its owner and the whole a goal bound to a metric.
create view process_day_fact as
select d.id, d.key as label, d.key as flow, s.day,
  coalesce(json_array_length(d.body -> 'steps'), 0) > 0 and coalesce(json_array_length(d.body -> 'goals'), 0) > 0
    and not exists (select from json_array_elements(d.body -> 'steps') step where step -> 'owner' is null) as managed
from definition d
cross join lateral generate_series(coalesce(d.effective_from, d.changed_at), greatest(now(), coalesce(d.effective_from, d.changed_at)) + interval '1 day', interval '1 day') as s (day)
where d.kind = 'flow' and d.state = 'published'
  and not exists (select from definition n where n.kind = 'flow' and n.key = d.key and n.state = 'published' and n.version > d.version and coalesce(n.effective_from, n.changed_at) <= s.day);
