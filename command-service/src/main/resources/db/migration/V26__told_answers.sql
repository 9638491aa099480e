-- Which answers words tell, and whether with their text or by title alone: found when the words are set, so that nobody
-- has to set them anew to know whether they may be shown still.
create table notice_text_answer (
    text_sha256 text    not null references notice_text,
    answer      text    not null,
    whole       boolean not null,
    primary key (text_sha256, answer)
);

-- Of words that were set before, all answers of which the ledger says something in what they tell: perhaps more than the
-- words have room for, never fewer.
insert into notice_text_answer (text_sha256, answer, whole)
with told as (
    select d.text_sha256, d.trust_center, d.notice, max(d.access_position) as access_position
    from delivery d
    where d.text_sha256 is not null
      and exists (select from unnest(d.topics) as topic where topic = 'answers' or topic like 'answers:%')
    group by d.text_sha256, d.trust_center, d.notice),
stated as (
    select distinct told.text_sha256, told.trust_center, told.access_position, f.item
    from told join notice n on n.id = told.notice join public_fact f on f.trust_center = told.trust_center
    where f.content and f.item like 'answers/%' and f.position <= n.through
      and (n.kind = 'changes' and f.position > n.after_position
        or f.valid_from > n.effect_after and f.valid_from <= n.effect_until
        or f.valid_to > n.effect_after and f.valid_to <= n.effect_until)),
known as (
    select stated.text_sha256, stated.item, coalesce((
        select convert_from(f.bytes, 'UTF8')::jsonb -> 'data' ->> 'access' from public_fact f
        where f.trust_center = stated.trust_center and f.item = stated.item and f.content and f.valid_from is null
          and f.position <= stated.access_position
          and convert_from(f.bytes, 'UTF8')::jsonb ->> 'type' like 'org.trustledger.answers.access-changed.%'
        order by f.position desc limit 1), 'public') as access
    from stated)
select text_sha256, substring(item from 9), bool_or(access = 'public')
from known where access <> 'internal' group by text_sha256, item;

-- Asked for at each scrape of the metrics.
create index on letter (given_up_at) where given_up_at is not null;

-- Words were taken for restricted when this software would set them otherwise by now.
alter table delivery drop column hidden_position;
