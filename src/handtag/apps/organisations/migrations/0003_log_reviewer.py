"""A role for those who check who has read about whom."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_strategist"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_role_is_known",
        ),
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("prescriber", "prescriber"),
                    ("desk", "desk"),
                    ("store_worker", "store_worker"),
                    ("controller", "controller"),
                    ("municipal_device_officer", "municipal_device_officer"),
                    ("system_administrator", "system_administrator"),
                    ("strategist", "strategist"),
                    ("log_reviewer", "log_reviewer"),
                    ("timer", "timer"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "prescriber",
                            "desk",
                            "store_worker",
                            "controller",
                            "municipal_device_officer",
                            "system_administrator",
                            "strategist",
                            "log_reviewer",
                            "timer",
                        ],
                    )
                ),
                name="assignment_role_is_known",
            ),
        ),
    ]
