-- What a bulk deed would change, as it was shown before it began: for deadlines, how many come earlier, later or fall away.
alter table case_bulk add column outlook jsonb;
