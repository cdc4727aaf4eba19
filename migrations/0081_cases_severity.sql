-- How grave a complaint was judged to be, apart from its priority: deadlines ask for it. Null for everything else.
alter table "case" add column severity text check (severity in ('minor', 'moderate', 'serious', 'critical'));
