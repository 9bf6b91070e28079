-- Indexes of every method, with all of their clauses.
create extension pg_trgm;
create extension bloom;
create table document (
  id bigint primary key, title text not null, body text, tags text[], meta jsonb, search tsvector, place point, during tstzrange,
  created_at timestamptz not null default now(), author int, size int, address inet, code varchar(20)
);
create index on document (author);
create index document_pages on document (size);
create index on document (author, size);
create index on document (author desc, created_at desc nulls last);
create index on document (author nulls first, title collate "C" text_pattern_ops);
create unique index on document (lower(title));
create unique index document_code on document (code) where code is not null and code <> '';
create unique index document_nulls on document (code) nulls not distinct;
create index document_cover on document (author) include (title, size) with (fillfactor = 70, deduplicate_items = off);
create index on document using hash (code);
create index on document using gin (tags);
create index on document using gin (meta jsonb_path_ops) with (fastupdate = off, gin_pending_list_limit = 128);
create index on document using gin (to_tsvector('english'::regconfig, coalesce(body, '')));
create index by_likeness on document using gin (title gin_trgm_ops);
create index on document using gist (place);
create index on document using gist (title gist_trgm_ops (siglen = 32), during);
create index on document using spgist (address inet_ops);
create index on document using brin (created_at) with (pages_per_range = 32, autosummarize = on);
create index on document using brin (author int4_minmax_multi_ops (values_per_range = 16));
create index on document using bloom (author, size) with (length = 80, col1 = 2);
create index on document ((meta ->> 'kind')) where (meta ->> 'kind') is not null;
create index on document (((size + 1) * 2), (coalesce(author, 0)), upper(title) desc);
comment on index document_pages is 'for pages';
