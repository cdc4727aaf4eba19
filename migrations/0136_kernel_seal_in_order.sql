-- The inbox is looked at by its index: after a burst its table holds what vacuum has not taken away yet, and was read as a whole ten times a second.
create or replace function seal_events(most int) returns int language plpgsql security definer set search_path = public as $$
declare moved int; last_pos bigint; last_hash bytea; waiting bigint[];
begin
  if not pg_try_advisory_xact_lock(7200001) then return -1; end if;
  waiting := array(select seq from event_inbox order by seq limit most);
  if waiting = '{}' then return 0; end if;
  select pos, hash into last_pos, last_hash from event_log order by pos desc limit 1;
  last_pos := coalesce(last_pos, 0); last_hash := coalesce(last_hash, sha256('首问'::text::bytea));
  with taken as (
    delete from event_inbox where seq = any(waiting) returning *
  ), placed as (
    select last_pos + row_number() over (order by seq) as pos, t.* from taken t
  ), sealed as (
    insert into event_log (pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data, hash)
    select pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data,
      event_chain(last_hash, event_text(pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data)) over (order by pos)
    from placed order by pos returning 1
  ) select count(*) into moved from sealed;
  if (last_pos + moved) / 5000000 > last_pos / 5000000 then perform ensure_event_block(); end if;
  return moved;
end $$;
