-- The newest of a channel hardly anybody writes on are found without reading everybody else's.
create index interaction_channel on interaction (channel, at desc, id desc);
