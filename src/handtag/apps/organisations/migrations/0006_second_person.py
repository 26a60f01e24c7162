"""Who gave a role or a key, and who approved it. What stood here before was given under the old rule and stays."""

from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

BY_TWO = ~Q(created_by="") & ~Q(approved_by=F("created_by"))
OF_ITS_USER = Concat(Value("user:"), Cast("user_id", models.CharField()))


def _code(default: str, *, blank: bool = False) -> models.CharField:
    return models.CharField(max_length=80, default=default, blank=blank)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_provider")]

    operations = [
        *(
            operation
            for name in ("assignment", "apitoken")
            for operation in (
                migrations.AddField(name, "created_by", _code("system:before"), preserve_default=False),
                migrations.AddField(name, "approved_by", _code("system:upgrade", blank=True), preserve_default=False),
            )
        ),
        migrations.AddField("assignment", "created_at", models.DateTimeField(null=True)),
        migrations.AddField("assignment", "approved_at", models.DateTimeField(null=True)),
        migrations.AddConstraint("assignment", models.CheckConstraint(condition=BY_TWO, name="a_role_is_given_by_two")),
        migrations.AddConstraint("apitoken", models.CheckConstraint(condition=BY_TWO, name="a_key_is_given_by_two")),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=~Q(created_by=OF_ITS_USER) & ~Q(approved_by=OF_ITS_USER), name="nobody_gives_themselves_a_role"
            ),
        ),
    ]
