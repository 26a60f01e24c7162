"""The old names of groups go; the database itself refuses a group across six ISO digits, and a changed assortment decision."""

from django.db import migrations

from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard

MEMBERSHIP = """
NOT EXISTS (SELECT 1 FROM catalogue_equivalencegroup AS one JOIN catalogue_article AS article ON article.id = NEW.article_id
WHERE one.id = NEW.group_id AND one.centre_id = article.centre_id AND substr(article.iso_code, 1, 6) = one.division)
"""
LEAVES_DIVISION = """
EXISTS (SELECT 1 FROM catalogue_equivalence AS member JOIN catalogue_equivalencegroup AS one ON one.id = member.group_id
WHERE member.article_id = NEW.id AND (one.division <> substr(NEW.iso_code, 1, 6) OR one.centre_id <> NEW.centre_id))
"""
NOW_ELSEWHERE = """
EXISTS (SELECT 1 FROM catalogue_equivalence WHERE group_id = NEW.id) AND (OLD.division <> NEW.division OR OLD.centre_id <> NEW.centre_id)
"""
MESSAGE = "a replacement group never crosses six ISO digits"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_groups_as_cliques")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="catalogue_a_equival_595a8e_idx"),
        migrations.RemoveField(model_name="article", name="equivalence_group"),
        AppendOnly("AssortmentDecision"),
        Guard("Equivalence", name="equivalence_within_division", event="INSERT", when=MEMBERSHIP, message=MESSAGE),
        Guard("Equivalence", name="equivalence_stays_within_division", event="UPDATE", when=MEMBERSHIP, message=MESSAGE),
        Guard("Article", name="article_stays_in_its_groups", event="UPDATE", when=LEAVES_DIVISION, message=MESSAGE),
        Guard("EquivalenceGroup", name="group_stays_in_its_division", event="UPDATE", when=NOW_ELSEWHERE, message=MESSAGE),
    ]
