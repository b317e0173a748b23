"""English, British where the two differ."""

from __future__ import annotations

from cstoevents.dates import Precision
from cstoevents.wording.language import (
    DatePatterns,
    Forms,
    Gender,
    Language,
    PluralCategory,
    uninflected,
)
from cstoevents.wording.language.en.countries import COUNTRIES

__all__ = ["LANGUAGE"]

_JUBILEES = {
    10: "decennial",
    25: "silver jubilee",
    50: "golden jubilee",
    75: "diamond jubilee",
    100: "centenary",
    150: "sesquicentenary",
    200: "bicentenary",
}


def _plural(number: int) -> PluralCategory:
    return "one" if number == 1 else "other"


def _ordinal(number: int, _: Gender) -> str:
    """CLDR's ordinal categories: 11, 12 and 13 take "th" in every hundred."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


_ORDINALS = (
    *(("first", "1st", "i"), ("second", "2nd", "ii"), ("third", "3rd", "iii")),
    ("fourth", "4th", "iv"),
)


def _parts(number: int, letter: str, noun: str, nouns: str) -> tuple[str, ...]:
    """Return how people write a part of a year: "Q1", "1st quarter", "quarter 1"."""
    ordinals = (str(number), *_ORDINALS[number - 1])
    said = (f"{ordinal} {one}" for ordinal in ordinals for one in (noun, nouns))
    return (f"{letter}{number}", f"{number}{letter}", f"{noun} {number}", *said)


def _of_month(number: int, *nouns: str) -> tuple[str, ...]:
    """Return how people write a part of a month: "first half of", "the 1st half of"."""
    parts = (f"{ordinal} {noun}" for ordinal in _ORDINALS[number - 1] for noun in nouns)
    return tuple(f"{the}{part}{of}" for part in parts for the in ("", "the ") for of in ("", " of"))


_DECADE = ("decade", "ten days", "10 days", "ten-day period", "third")

_DATES = DatePatterns(
    months=tuple(
        uninflected(name)
        for name in (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        )
    ),
    subyears={
        21: uninflected("spring"),
        22: uninflected("summer"),
        23: uninflected("autumn"),
        24: uninflected("winter"),
        33: uninflected("first quarter"),
        34: uninflected("second quarter"),
        35: uninflected("third quarter"),
        36: uninflected("fourth quarter"),
        37: uninflected("first four months"),
        38: uninflected("middle four months"),
        39: uninflected("last four months"),
        40: uninflected("first half"),
        41: uninflected("second half"),
    },
    point_templates={
        Precision.DAY: uninflected("{day} {month.nominative} {year}"),
        Precision.MONTH: uninflected("{month.nominative} {year}"),
        # Alone it stands in tables, without the article.
        Precision.SUBYEAR: Forms(
            "{subyear.nominative} of {year}", *["the {subyear.nominative} of {year}"] * 2
        ),
        Precision.YEAR: uninflected("{year}"),
        Precision.DECADE: uninflected("the {first}s"),
        Precision.CENTURY: uninflected("a year between {first} and {last}"),
    },
    day_without_year="{day} {month.nominative}",
    years="{first}–{last}",
    about="about {genitive}",
    about_in_interval="about ",
    uncertain="uncertain",
    unknown={
        "month": "month unknown",
        "day": "day unknown",
        "month and day": "month and day unknown",
    },
    interval_templates={
        "closed": "from {start_about}{start.genitive} to {end_about}{end.accusative}",
        "ongoing": "since {start_about}{start.genitive}",
        "end unknown": "from {start_about}{start.genitive}, end unknown",
        "no start": "until {end_about}{end.accusative}",
        "start unknown": "until {end_about}{end.accusative}, start unknown",
        "one of": ("a day between {start_about}{start.genitive} and {end_about}{end.accusative}"),
        "one from": "a day not before {start_about}{start.genitive}",
        "one up to": "a day not after {end_about}{end.genitive}",
    },
    also_months=(
        ("jan",),
        ("feb",),
        ("mar",),
        ("apr",),
        (),
        ("jun",),
        ("jul",),
        ("aug",),
        ("sep", "sept"),
        ("oct",),
        ("nov",),
        ("dec",),
    ),
    also_subyears={
        23: ("fall",),
        33: _parts(1, "q", "quarter", "quarters"),
        34: _parts(2, "q", "quarter", "quarters"),
        35: _parts(3, "q", "quarter", "quarters"),
        36: (*_parts(4, "q", "quarter", "quarters"), "last quarter"),
        40: (*_parts(1, "h", "half", "halves"), "first half-year"),
        41: (*_parts(2, "h", "half", "halves"), "second half-year"),
    },
    also_point_templates=(
        "{month} {day} {year}",
        "{day}-{month}-{year}",
        "{day}/{month}/{year}",
        "{month}-{year}",
        "the {day} of {month} {year}",
        "the {day} {month} {year}",
        "{day} of {month} {year}",
        "{year} {month} {day}",
        "{year}-{month}-{day}",
        "{year} {month}",
        "{month} of {year}",
        "{subyear} {year}",
        "{subyear} of {year}",
        "{year} {subyear}",
        "{year}-{subyear}",
        "{year}/{subyear}",
        "{day}{month} {year}",
        "{subyear}-{year}",
        "{subyear}/{year}",
        "the year {year}",
        "{first}s",
        "{part_of_month} {month} {year}",
        *("week {week} {year}", "week {week} of {year}", "{year} week {week}", "w{week} {year}"),
        *("week no {week} {year}", "w{week}/{year}", "week {week}/{year}", "wk {week} {year}"),
    ),
    parts_of_month=(
        *(_of_month(1, *_DECADE), _of_month(2, *_DECADE), _of_month(3, *_DECADE)),
        *(_of_month(1, "half"), _of_month(2, "half")),
    ),
    recurring_words=(
        *("every", "each", "daily", "weekly", "biweekly", "fortnightly", "monthly", "quarterly"),
        *("yearly", "annual", "biannual", "semi-annual", "once a", "twice a", "times a"),
        *("once per", "times per", "per quarter", "as needed", "as required", "when necessary"),
    ),
    also_days=("{month} {day}-{last_day} {year}", "{month} {day} to {last_day} {year}"),
    also_days_without_year=("{month} {day}",),
    also_prepositions=("in", "on", "during", "within", "in the course of"),
    part_of_period_words=(
        *("weekend of", "the weekend of", "last week of", "last third of", "last ten days of"),
        *(f"{word} week of" for words in _ORDINALS for word in words),
        *("early", "mid", "late", "beginning of", "start of", "middle of", "end of"),
        *("first half of", "second half of"),
    ),
    also_and=("and",),
    also_or=("or",),
    also_interval_templates={
        "closed": ("{start} to {end}", "{start} until {end}", "from {start} until {end}"),
        "ongoing": (
            *("from {start} onwards", "from {start} on", "{start}-present", "{start} to present"),
            *("from {start} to present", "{start}-now", "from {start}", "{start}-ongoing"),
            *("{start}-to date", "{start} to date", "{start}-to present", "{start}-today"),
            *("{start}-", "{start} onwards", "{start} onward", "{start} and later"),
        ),
        "no start": (
            "till {end}",
            "up to {end}",
            "until the end of {end}",
            "till the end of {end}",
        ),
        "one of": ("between {start} and {end}",),
        "one from": ("not before {start}", "not earlier than {start}", "no earlier than {start}"),
        "one up to": (
            *("nlt {end}", "not after {end}", "not later than {end}", "no later than {end}"),
            "by {end}",
            *("by the end of {end}", "before the end of {end}", "by end of {end}"),
        ),
        "before": ("before {end}", "earlier than {end}", "prior to {end}"),
        "after": ("after {start}", "later than {start}"),
        "week of": (
            *("week of {start}", "the week of {start}", "week {start}", "in the week of {start}"),
        ),
        "week from": (
            *("week beginning {start}", "week commencing {start}", "w/c {start}"),
            *("the week beginning {start}", "week starting {start}", "week from {start}"),
        ),
    },
    also_about=("c", "ca", "circa", "around", "approximately", "approx"),
    also_uncertain=(
        *("probably", "presumably", "tbc", "to be confirmed", "tentative", "tentatively"),
        *("provisional", "provisionally", "possibly", "perhaps"),
    ),
    weekdays=(
        ("monday", "mon"),
        ("tuesday", "tue", "tues"),
        ("wednesday", "wed"),
        ("thursday", "thu", "thur", "thurs"),
        ("friday", "fri"),
        ("saturday", "sat"),
        ("sunday", "sun"),
    ),
)

# The zones of the CSTO's members; "" is whatever zone the place is in.
_ZONES = {
    "": ("local time", "local"),
    "UTC": ("utc", "gmt", "z"),
    "Europe/Moscow": ("msk", "moscow time", "moscow"),
    "Europe/Minsk": ("minsk time", "minsk"),
    "Asia/Yerevan": ("yerevan time", "yerevan"),
    "Asia/Almaty": ("astana time", "astana", "almaty time", "almaty"),
    "Asia/Bishkek": ("bishkek time", "bishkek"),
    "Asia/Dushanbe": ("dushanbe time", "dushanbe"),
}

LANGUAGE = Language(
    tag="en",
    name="English",
    dates=_DATES,
    plural=_plural,
    units={
        "year": {"one": "{} year", "other": "{} years"},
        "day": {"one": "{} day", "other": "{} days"},
        "event": {"one": "{} event", "other": "{} events"},
        "organisation": {"one": "{} organisation", "other": "{} organisations"},
        "person": {"one": "{} person", "other": "{} people"},
    },
    ordinal=_ordinal,
    anniversary="{} anniversary",
    jubilee=_JUBILEES.get,
    ordinal_endings=("st", "nd", "rd", "th"),
    number_signs=("no", "n", "n°", "nº", "nr", "#"),
    no_number_words=("no number", "without number", "without a number", "unnumbered", "w/o number"),
    number_suffixes=("bis", "ter", "quater"),
    vocabularies={
        "EventKind": {
            "session": ("session", "summit"),
            "meeting": ("meeting",),
            "consultation": ("consultation", "consultations"),
            "talks": ("talks",),
            "conference": ("conference", "forum", "seminar", "round table", "workshop"),
            "exercise": ("exercise", "exercises", "drill"),
            "operation": ("operation",),
            "training": ("training", "course"),
            "commemoration": ("commemoration", "anniversary"),
            "signing": ("signing",),
            "entry-into-force": ("entry-into-force",),
            "founding": ("founding",),
            "visit": ("visit", "working visit", "official visit"),
            "statement": ("statement", "press conference", "briefing"),
            "observation": ("observation",),
            "other": ("other",),
        },
        "EventStatus": {
            "scheduled": ("scheduled", "planned", "confirmed", "tentative", "upcoming"),
            "held": ("held", "took place", "done", "completed"),
            "postponed": ("postponed", "deferred", "rescheduled", "put off"),
            "cancelled": (
                "cancelled",
                "canceled",
                "called off",
                "not held",
                "did not take place",
                "canceled event",
            ),
        },
        "EventFormat": {
            "in-person": ("in-person", "offline"),
            "videoconference": (
                "videoconference",
                "video conference",
                "video",
                "online",
                "vtc",
                "via video",
                "via videoconference",
                "by videoconference",
                "videoconferencing",
                "by video",
                "virtual",
                "zoom",
                "zoom meeting",
                "teams",
                "ms teams",
                "microsoft teams",
                "microsoft teams meeting",
                "google meet",
                "skype",
                "webex",
                "vks",
                "online meeting",
            ),
            "hybrid": ("hybrid", "mixed"),
        },
    },
    countries=COUNTRIES,
    place_kind_words=("city", "of", "town", "republic", "the"),
    words_before_kinds=(
        "the|an?|joint|informal|extraordinary|regular|annual|plenary|working|special|emergency"
        "|international|official|high-level|ministerial|expert|planning|command-staff"
        "|first|second|third|[0-9]+(?:st|nd|rd|th)"
    ),
    acting_words=("acting", "interim", "ad interim", "acting as"),
    words_before_bodies=("of", "of the", "to", "to the", "at", "at the", "in", "in the", "for the"),
    total_row_words=("total", "totals", "grand total", "in total", "subtotal", "total events"),
    words_before_plan_periods=("for",),
    as_of_words=("as of", "as at"),
    document_stems=(
        *("approv", "updat", "revis", "adopt", "amend", "issued", "printed", "signed", "dated"),
        *("decid", "decision", "resolution", "order ", "protocol", "minutes", "version", "created"),
    ),
    empty_cell_words=("n/a",),
    header_plural_endings=("s", "es"),
    header_fillers=("event", "meeting", "of the event", "of event", "of the meeting", "of meeting"),
    footnote_words=(
        "note",
        "notes",
        "source",
        "sources",
        "remark",
        "remarks",
        "prepared by",
        "approved by",
    ),
    date_hint_letters="dmyhs",
    date_unknown_words=(
        "tbd",
        "tba",
        "tbc",
        "to be decided",
        "to be determined",
        "to be confirmed",
    ),
    this_year_words=("this year", "of this year", "current year", "of the current year"),
    moved_words=(
        *("postponed", "rescheduled", "moved", "deferred", "delayed", "put off", "shifted"),
        *("brought forward", "new date"),
    ),
    words_before_former_dates=("from",),
    words_before_new_dates=("to", "until", "till", "for", "on", "-", ":"),
    until_now_words=("present", "to present", "now", "today", "current", "to date", "ongoing"),
    hour_words=("h", "hr", "hrs", "hours", "o'clock"),
    minute_words=("min", "m"),
    hour_names={
        "12:00": ("noon", "midday", "12 noon", "12:00 noon"),
        "00:00": ("midnight", "12 midnight"),
    },
    half_day_words={
        "a": ("in the morning",),
        "p": ("in the afternoon", "in the evening"),
    },
    words_before_times=("at",),
    zone_words=_ZONES,
    yes_words=("true", "yes", "y", "1", "x", "+"),
    no_words=("false", "no", "n", "0", "-"),
    posts_suggested={"head-of-state": ("president",), "prime-minister": ("premier",)},
    posts_read={
        "chair": ("chairman", "chairwoman", "chairperson"),
        "deputy-chairman": ("deputy chair", "deputy chairperson", "vice-chairman"),
        "foreign-minister": (
            *("minister of foreign affairs", "minister for foreign affairs"),
            "foreign affairs minister",
        ),
        "deputy-foreign-minister": (
            *("deputy minister of foreign affairs", "deputy minister for foreign affairs"),
        ),
        "defence-minister": (
            *("minister of defence", "minister for defence", "minister of defense"),
            "defense minister",
        ),
        "deputy-defence-minister": (
            *("deputy minister of defence", "deputy minister of defense"),
            "deputy defense minister",
        ),
        "chief-of-general-staff": ("chief of the general staff",),
        "deputy-chief-of-general-staff": ("deputy chief of the general staff",),
        "spokesperson": ("spokesman", "spokeswoman"),
    },
    fields={
        "lang": "Language",
        "url": "URL",
        "label": "As printed",
        "original": "Original date",
        "Membership.label": "Post as printed",
        "Membership.when": "Term",
    },
    extra_headers=(
        *("documents adopted", "adopted documents", "met with"),
        *("party", "rank", "poc", "point of contact", "focal point"),
        *("troops", "strength", "personnel", "forces", "quantity", "amount", "count"),
        *("equipment", "weapons", "commander", "exercise director", "director of exercise"),
        *("director", "moderator", "facilitator", "ratified", "date of ratification"),
        *("ratification", "entered into force", "in force since", "entry into force"),
        *("date of entry into force", "in force", "effective date", "depositary", "expires"),
        *("expiry date", "born", "date of birth", "birth date", "dob", "birthday"),
        *("place of birth", "birthplace", "died", "date of death", "nationality"),
        *("citizenship", "gender", "sex", "political party", "party affiliation", "visited"),
        *("from country", "to country", "route", "programme", "program", "language"),
        *("languages", "working languages", "platform", "document number", "document no."),
        *("reference", "ref", "ref.", "reference number", "registration number", "address"),
        *("region", "week", "week number", "photo", "image", "picture", "predecessor"),
        *("successor", "biography", "bio", "education", "awards", "military rank"),
        *("follow-up", "follow up", "next steps", "co-organisers", "co-organizers", "deputy"),
        *("interpreter", "interpretation", "transport", "flight", "hotel", "accommodation"),
        *("protocol officer", "dress code", "security", "press", "purpose", "aim"),
        *("objective", "objectives", "goal", "goals", "area of responsibility", "capacity"),
        *("legal basis", "basis", "item", "point", "approved by", "signed by", "twitter"),
        *("facebook", "wikidata", "group", "faction", "chamber", "email", "e-mail", "phone"),
    ),
    columns={
        "id": (
            "Id",
            "Identifier",
            "Code",
            *("UID", "Event ID", "Event Id"),
        ),
        "kind": ("Kind", "Type", "Event type"),
        "title": (
            *("Title", "Name", "Event", "Event title", "Event name", "Events", "Subject"),
            *("Activity", "Meeting", "What", "Exercise", "Headline", "Session"),
            *("Treaty", "Agreement", "Document", "Visit", "Theme", "Topic", "Event description"),
        ),
        "when": (
            *("Date", "Dates", "When", "Year", "Day", "Date and time", "Timeframe", "Term"),
            *("Term of office", "Period", "Tenure", "Years", "Months", "Quarter", "Deadline"),
            *("Timeline", "Signed", "Date signed", "Date of signature", "Signing date"),
            *("Signed on", "Date of signing", "Date of visit", "Visit date"),
        ),
        "year": ("Year",),
        "month": ("Month",),
        "day": ("Day", "Day of month", "Day of the month"),
        "first_day": (
            *("First day", "Start date", "From", "Start", "Begin", "Since", "Begins"),
            *("Start datetime", "Start date and time", "Starts"),
            *("Appointed", "Appointed on", "Date of appointment", "Took office"),
            *("Assumed office", "Start of term", "Term start", "Term began"),
        ),
        "last_day": (
            *("Last day", "End date", "To", "End", "Until", "Ends", "Finish", "Finish date"),
            *("End datetime", "End date and time", "Left office", "End of term"),
            *("Term end", "Term ended"),
            *("Dismissed", "Resigned", "Date of dismissal", "Released"),
        ),
        "in_words": ("Date in words",),
        "start_time": ("Start time", "Time", "Hour", "Hours"),
        "end_time": ("End time",),
        "timezone": ("Time zone", "Timezone"),
        "status": ("Status",),
        "previous_when": ("Moved from", "Moved from date", "Previous date"),
        "planned": (
            *("Planned date", "Planned", "Scheduled date", "Date planned", "Planned on"),
            "Date (planned)",
        ),
        "actual": ("Actual date", "Actual", "Date held", "Held on", "Date (actual)"),
        "format": (
            "Format",
            *("Mode", "Form", "Modality"),
        ),
        "access": ("Access",),
        "place": (
            *("Place", "Location", "Where", "Destination", "Training area", "Exercise area"),
            *("Training ground", "Range", "Place of signature", "Signing place"),
            *("Place of signing", "Signed at", "Area"),
        ),
        "venue": ("Venue", "Venue name"),
        "city": ("City", "Town", "Host city", "Venue city"),
        "country": ("Country", "Host country", "State", "Venue country", "Host nation"),
        "organisers": (
            *("Organisers", "Organiser", "Organizers", "Organizer", "Organisation", "Body"),
            *("Organization", "Host", "Responsible", "Lead", "Organised by", "Organized by"),
            *("Institution", "Agency", "Department", "Organizing body", "Organising body"),
            *("Responsible person", "Responsible body", "Owner", "Organiser(s)"),
            *("Co-organisers", "Co-organizers", "Hosted by", "Receiving side"),
        ),
        "series": ("Series",),
        "row_number": ("Row", "Row number", "S/N", "Serial number"),
        "person": (
            *("Person", "Official", "Full name", "Name", "Holder", "Incumbent"),
            *("Office holder", "Officeholder", "Post holder"),
        ),
        "first_name": ("First name", "Given name", "Forename", "Given names", "First names"),
        "patronymic": ("Patronymic", "Middle name", "Middle names"),
        "last_name": ("Last name", "Surname", "Family name", "Second name"),
        "post": ("Post", "Position", "Office", "Title", "Role"),
        "member": ("Member", "Member state", "Member country", "Member states"),
        "joined": ("Member since", "Joined", "Accession", "Date of accession", "Joined on"),
        "left": ("Left", "Withdrew", "Withdrawal", "Date of withdrawal", "Member until"),
        "head": ("Head of delegation", "Head of the delegation", "Head", "Delegation head"),
        "members": ("Members", "Members of delegation", "Delegation members"),
        "level": ("Level", "Level of representation", "Rank"),
        "size": ("Size", "Size of delegation", "Number of delegates", "Delegates"),
        "number": (
            "Number",
            "No",
            "No.",
            "#",
            *("Session number", "Meeting number", "Session no.", "Meeting no."),
        ),
        "label": ("Label", "Number as printed"),
        "parent": ("Part of",),
        "chair": ("Chair", "Chairperson", "Chaired by", "Presiding", "Presided by"),
        "participants": (
            *("Participants", "Attendees", "Who", "Attendance", "Required attendees"),
            *("Optional attendees", "Present", "Attended by", "In attendance", "Parties"),
            *("Party", "Signatories", "Contracting parties", "Guests", "Guest", "Visitors"),
            *("Visitor", "Speakers", "Speaker", "Participant", "Attendee"),
        ),
        "convener": ("Convener", "Convened by", "Meeting organizer"),
        "delegations": (
            *("Delegations", "Delegation", "Countries", "States", "Participating states"),
            *("Participating countries", "Participating nations", "Nations"),
            *("Participating States", "Delegation(s)"),
        ),
        "topics": (
            *("Topics", "Topic", "Keywords", "Categories", "Category", "Tags", "Theme"),
            "Subjects",
        ),
        "description": (
            *("Description", "Purpose", "Purpose of visit", "Aim", "Aims", "Objective"),
            *("Objectives", "Goal", "Goals", "Details", "Summary", "Text"),
            *("Purpose of the visit", "Scenario", "Content"),
        ),
        "agenda": ("Agenda",),
        "outcomes": (
            "Outcomes",
            "Results",
            "Decision",
            "Decisions",
            "Decisions taken",
            *("Result", "Outcome", "Output", "Outputs"),
        ),
        "documents": (
            "Documents",
            *("Document", "Attachments (titles)"),
        ),
        "document_links": ("Document links",),
        "links": (
            *("Links", "Link", "URL", "Website", "Zoom link", "Registration link"),
            *("Meeting link", "Web page", "Webpage", "Web link", "Web site"),
        ),
        "sources": ("Sources", "Source"),
        "identifiers": ("Identifiers",),
        "note": (
            "Note",
            "Notes",
            "Comment",
            "Comments",
            "Remarks",
            *("Observations", "Additional information", "Note(s)", "Other"),
        ),
        "all_day": ("All day event", "All day", "All-day"),
        "mark": (
            *("Mark", "Completion", "Completion status", "Implementation"),
            *("Implementation status", "Execution", "Progress"),
        ),
        # What calendars export beside: Google's and Outlook's.
        "unused": (
            *("Unused", "Private", "Reminder on/off", "Reminder date", "Reminder time"),
            *("Meeting resources", "Billing information", "Mileage", "Priority"),
            *("Sensitivity", "Show time as", "Optional attendees", "Weekday", "Day of week"),
            *("Day of the week", "Day", "Show as", "Busy status", "DOW", "Contact"),
            *("Contacts", "Contact person", "Phone", "Telephone", "E-mail", "Email"),
            *("Budget", "Cost", "Room", "Hall", "Duration", "Number of participants"),
            *("No. of participants", "Organizer email", "Created", "Modified"),
            *("Last modified", "Calendar", "Reminder", "Attachments", "Minutes No."),
            *("Apologies", "Absent", "Secretary", "Personnel", "Accessed", "Last updated"),
            *("Updated", "Created by", "Days", "Duration (days)", "Funding"),
            *("Number of days", "Modified by"),
        ),
    },
)
