-- What people took without giving it to a team, for whoever leads them: few where teams are used, and found without reading the others.
create index case_without_team on "case" (handler_id, id desc) where team_id is null and handler_id is not null;
