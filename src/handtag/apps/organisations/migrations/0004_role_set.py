"""The whole set of roles."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_log_reviewer"),
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
                    ("assistant", "assistant"),
                    ("unit_manager", "unit_manager"),
                    ("desk", "desk"),
                    ("store_worker", "store_worker"),
                    ("technician", "technician"),
                    ("buyer", "buyer"),
                    ("consultant", "consultant"),
                    ("quality_coordinator", "quality_coordinator"),
                    ("cost_centre_approver", "cost_centre_approver"),
                    ("municipal_device_officer", "municipal_device_officer"),
                    ("controller", "controller"),
                    ("strategist", "strategist"),
                    ("board_secretary", "board_secretary"),
                    ("board_member", "board_member"),
                    ("auditor", "auditor"),
                    ("log_reviewer", "log_reviewer"),
                    ("system_administrator", "system_administrator"),
                    ("integration_client", "integration_client"),
                    ("person", "person"),
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
                            "assistant",
                            "unit_manager",
                            "desk",
                            "store_worker",
                            "technician",
                            "buyer",
                            "consultant",
                            "quality_coordinator",
                            "cost_centre_approver",
                            "municipal_device_officer",
                            "controller",
                            "strategist",
                            "board_secretary",
                            "board_member",
                            "auditor",
                            "log_reviewer",
                            "system_administrator",
                            "integration_client",
                            "person",
                            "timer",
                        ],
                    )
                ),
                name="assignment_role_is_known",
            ),
        ),
    ]
