"""Whose sentences nobody at the desk meets, and why not: they stay in English."""

from typing import Final

UNMET: Final[dict[str, tuple[str, ...]]] = {
    "a terminal says it, of the machine or before there is a desk": (
        *(
            f"mail/{one}"
            for one in ("address", "identity", "listener", "lmtp", "login")
        ),
        *(f"mail/{one}" for one in ("pec_chain", "reading", "server_url", "spool")),
        *(f"runtime/{one}" for one in ("archive_desk", "backup", "demo", "embedded")),
        *(f"runtime/{one}" for one in ("export", "folder", "health", "import_archive")),
        *(f"runtime/{one}" for one in ("layout", "person_desk", "process", "pulse")),
        *(f"runtime/{one}" for one in ("restore", "settings", "time_stamper")),
        *(f"runtime/{one}" for one in ("web_address", "webhook", "written")),
        *(f"store/{one}" for one in ("calendars", "copying", "feed", "filling")),
        *("store/migrations", "store/postgresql", "store/rule_book", "store/sqlite"),
        *("store/reference", "web/serving", "audit/offline"),
    ),
    "no door of the desk leads to the decision": (
        *(f"activities/{one}" for one in ("calendar_adoption", "outages")),
        *(f"activities/{one}" for one in ("proposer_rename", "rescreening")),
        *(f"models/{one}" for one in ("erasure", "outage")),
        *(f"models/{one}" for one in ("screening_sheet", "sheet")),
        *(f"runtime/{one}" for one in ("auditor_desk", "clock_desk")),
        "runtime/dossier_desk",
        *(f"runtime/{one}" for one in ("screening_desk", "session_plans")),
    ),
    "it must be so within the program": (
        *(f"models/{one}" for one in ("blackout", "chronicle", "document", "event")),
        *(f"models/{one}" for one in ("invitation", "pace", "posting", "report.")),
        *(f"models/{one}" for one in ("residuals", "rule_book", "seal")),
        *(f"models/{one}" for one in ("agenda_paper", "session_timetable")),
        *(
            f"models/{one}"
            for one in ("silence_matrix", "statement", "working_calendar")
        ),
        *("mail/pec_sending", "models/deadlines", "store/changes", "store/columns"),
        "store/transaction",
    ),
    "a program or a letter says it": (
        *("activities/giving_back", "mail/letter_samples", "mail/digest_answers"),
        *("models/adhesion_problems", "models/agenda_changes_text", "web/feed"),
    ),
}
