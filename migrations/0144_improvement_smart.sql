-- The five letters of SMART of a proposal: what exactly, measured by which metric up to which target, why it can be reached, which objective it serves, by when. Empty while it is worked out; it is approved with all of them.
alter table improvement_proposal add column specific text, add column metric text, add column target double precision, add column attainable text, add column relevant text, add column deadline date,
  add check ((metric is null) = (target is null));
