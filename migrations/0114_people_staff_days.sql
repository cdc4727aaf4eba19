-- Who worked here on which day, for figures that speak of everybody. Guests from elsewhere are not among them.
create view staff_day_fact as
select s.id, s.name as label, s.id as staff_id, s.department_id, d.day from staff s cross join lateral generate_series(s.joined_at, coalesce(s.left_at, greatest(now(), s.joined_at) + interval '1 day'), interval '1 day') as d (day)
where not exists (select from role_assignment r where r.staff_id = s.id and r.role_key = 'partner');
