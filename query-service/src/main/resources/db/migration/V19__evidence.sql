-- Rows hold contents as the newest version of their fact tells them: of what was said before, nothing bore it out.
update views.statement set content = content || '{"evidence": []}' where kind = 'answers' and content <> '{}';
update views.version set content = content || '{"evidence": []}' where kind = 'answers' and content <> '{}';
