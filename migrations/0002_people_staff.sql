-- Sign-in's own tables, as better-auth 1.7.25 prints them for password, session and two-factor. Nobody migrates at run time.
create schema auth;
create table auth."user" (
  "id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean
);
create table auth."session" (
  "id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" ("id") on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");
create table auth."account" (
  "id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");
create table auth."verification" (
  "id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null
);
create index "verification_identifier_idx" on auth."verification" ("identifier");
create table auth."twoFactor" (
  "id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table department (
  id uuid primary key, name text not null, parent_id uuid references department, liaison_id uuid, version int not null default 1
);
create unique index department_name on department (name);
create index department_parent on department (parent_id);

create table business_line (id uuid primary key, name text not null unique, version int not null default 1);

create table staff (
  id uuid primary key, name text not null, email text not null, phone text, locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  tier text check (tier in ('management', 'supervision', 'execution')), position text, grade text check (grade in ('junior', 'intermediate', 'senior')),
  department_id uuid references department, line_id uuid references business_line, manager_id uuid references staff,
  active boolean not null default true, must_change_password boolean not null default false, two_factor boolean not null default false,
  joined_at timestamptz not null, left_at timestamptz, version int not null default 1,
  check (manager_id <> id), check (active = (left_at is null))
);
create unique index staff_email on staff (lower(email)) where active;
create index staff_name on staff (name, id);
create index staff_manager on staff (manager_id);
create index staff_department on staff (department_id);
alter table department add foreign key (liaison_id) references staff;

create table team (
  id uuid primary key, name text not null unique, channel text, department_id uuid references department, line_id uuid references business_line, version int not null default 1
);
create index team_department on team (department_id);
create table team_member (
  team_id uuid not null references team, staff_id uuid not null references staff, leader boolean not null default false, primary key (team_id, staff_id)
);
create index team_member_staff on team_member (staff_id);
-- At most one leader a team, whoever is quicker.
create unique index team_leader on team_member (team_id) where leader;

create table role_assignment (
  id uuid primary key, staff_id uuid not null references staff, role_key text not null, line_id uuid references business_line, at timestamptz not null,
  unique nulls not distinct (staff_id, role_key, line_id)
);
create index role_assignment_role on role_assignment (role_key);

create table api_token (
  id uuid primary key, staff_id uuid not null references staff, name text not null, hash bytea not null unique, tail text not null, scope text[],
  made_at timestamptz not null, expires_at timestamptz, used_on date, revoked_at timestamptz
);
create index api_token_staff on api_token (staff_id, id desc);

-- Wrong passwords, counted by a keyed fingerprint of what was typed as the e-mail, so that unknown ones are treated like known ones.
create table sign_in_guard (fingerprint bytea primary key, failures int not null, at timestamptz not null, locked_until timestamptz);
create index sign_in_guard_at on sign_in_guard (at);

create table setup_link (hash bytea primary key, made_at timestamptz not null, used_at timestamptz);

create table notification (
  id uuid primary key, batch_id uuid not null, staff_id uuid not null references staff, code text not null, subject_kind text not null, subject_id uuid not null,
  params jsonb not null, at timestamptz not null, read_at timestamptz
);
create index notification_staff on notification (staff_id, id desc);
create index notification_unread on notification (staff_id) where read_at is null;
create index notification_batch on notification (batch_id);

-- Published: what other modules may join.
create view staff_ref as select id, name, active from staff;
create view team_ref as select id, name from team;

-- A unit of work reaches sign-in's tables only through these, so that a leaver's sessions end in the transaction that makes them a leaver,
-- and the application's role never sees a password hash.
create function auth_open(staff uuid, staff_name text, staff_email text, password_hash text, at timestamptz) returns void language sql security definer set search_path = auth, pg_temp as $$
  insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt", "twoFactorEnabled") values (staff::text, staff_name, lower(staff_email), true, at, at, false);
  insert into account ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") values (staff::text, staff::text, 'credential', staff::text, password_hash, at, at);
$$;
create function auth_close(staff uuid) returns void language sql security definer set search_path = auth, pg_temp as $$
  delete from "user" where "id" = staff::text;
$$;
create function auth_rename(staff uuid, staff_name text, staff_email text) returns void language sql security definer set search_path = auth, pg_temp as $$
  update "user" set "name" = staff_name, "email" = lower(staff_email) where "id" = staff::text;
$$;
create function auth_set_password(staff uuid, password_hash text, at timestamptz) returns void language sql security definer set search_path = auth, pg_temp as $$
  update account set "password" = password_hash, "updatedAt" = at where "userId" = staff::text and "providerId" = 'credential';
$$;
create function auth_end_sessions(staff uuid, but text) returns int language sql security definer set search_path = auth, pg_temp as $$
  with gone as (delete from "session" where "userId" = staff::text and "id" is distinct from but returning 1) select count(*)::int from gone;
$$;
create function auth_end_session(session_id text) returns void language sql security definer set search_path = auth, pg_temp as $$
  delete from "session" where "id" = session_id;
$$;
create function auth_drop_second_factor(staff uuid) returns void language sql security definer set search_path = auth, pg_temp as $$
  delete from "twoFactor" where "userId" = staff::text;
  update "user" set "twoFactorEnabled" = false where "id" = staff::text;
$$;
create function auth_sweep(before timestamptz) returns void language sql security definer set search_path = auth, pg_temp as $$
  delete from "session" where "createdAt" < before;
  delete from verification where "expiresAt" < now();
$$;
revoke execute on function auth_open, auth_close, auth_rename, auth_set_password, auth_end_sessions, auth_end_session, auth_drop_second_factor, auth_sweep from public;
