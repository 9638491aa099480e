-- The tables of V10 and V11 are filled from facts like the others, and know nothing of those that came before. The topic
-- keeps all of them for ever: it is read again from its beginning.
truncate views.trust_center, views.commit, views.topic_offset, views.statement, views.pack;
