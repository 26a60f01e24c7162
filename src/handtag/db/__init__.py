"""ORM TOOLKIT: fields, triggers, constraints, scoping. No models, no nouns of the field; may import handtag.domain only."""
