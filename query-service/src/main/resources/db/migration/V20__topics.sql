-- Which commits say something of what can be followed, numbered from the first: so a feed is cut into archives that never
-- begin or end elsewhere, and its newest entries are found whatever the length of the history.
create table views.topic_commit (
    trust_center   text not null,
    topic          text not null,
    number         int not null,
    first_position bigint not null,
    position       bigint not null,
    recorded_at    timestamptz not null,
    primary key (trust_center, topic, number)
);

comment on column views.topic_commit.number is 'counts what nobody may read any more, too';
comment on column views.topic_commit.first_position is 'of the first fact of the commit that is about the topic';
comment on column views.topic_commit.position is 'of the last fact of the commit';

-- What was taken in before.
insert into views.topic_commit (trust_center, topic, number, first_position, position, recorded_at)
select said.trust_center, said.topic,
       row_number() over (partition by said.trust_center, said.topic order by c.position),
       said.first_position, c.position, c.recorded_at
from (select trust_center, case kind when 'data-centers' then 'subprocessors' else kind end as topic, recorded_at,
             min(position) as first_position
      from views.version
      where kind in ('subprocessors', 'data-centers', 'agreements', 'answers')
      group by 1, 2, 3) said
join views.commit c on c.trust_center = said.trust_center and c.recorded_at = said.recorded_at;
