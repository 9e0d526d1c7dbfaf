"""Where the rows stand that a batch was about; those of other kinds are images."""

PLACES = {
    "generate-advices": "vendors",
    "block-vendors": "vendors",
    "unblock-vendors": "vendors",
    "undo-blocks": "vendors",
    "approve-advices": "credit_advices",
    "reject-advices": "credit_advices",
    "issue-advices": "credit_advices",
    "export-advices": "credit_advices",
    "deliver-advices": "credit_advices",
}
