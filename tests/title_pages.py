"""First pages as communiqués, statements and minutes have them, and what a reader takes from them.

The wording is ours; the layouts are those of the bodies named.
"""

from __future__ import annotations

from datetime import date
from typing import Any

UNITED_NATIONS_RECORD = """United Nations  S/PV.8804

**Security Council**
Seventy-sixth year

8804th meeting
Wednesday, 30 June 2021, 10 a.m.
New York

The meeting was called to order at 10.05 a.m. It was held at Headquarters in New York.
"""
UNITED_NATIONS_RESOLUTION = """United Nations A/RES/76/1

General Assembly

Distr.: General
29 September 2021

Seventy-sixth session
Agenda item 8

**Resolution adopted by the General Assembly on 21 September 2021**

Recalling its earlier resolutions on the matter, the Assembly decides as follows.
"""
G7 = """# CARBIS BAY G7 SUMMIT COMMUNIQUÉ

## Our Shared Agenda for Global Action

1. We, the leaders of the Group of Seven, met in Cornwall on 11-13 June 2021 to build back better.
2. More follows here.
"""
NATO = """**Brussels Summit Communiqué**

Issued by the Heads of State and Government participating in the meeting of the North Atlantic
Council in Brussels 14 June 2021

14 Jun. 2021 - | Press Release (2021) 086 Issued on 14 Jun. 2021 | Last updated: 01 Jul. 2022 08:17

1. We, the Heads of State and Government, have gathered in Brussels to reaffirm our unity.
"""
EUROPEAN_COUNCIL = """European Council

Brussels, 25 June 2021
(OR. en)

EUCO 7/21

COVER NOTE

From: General Secretariat of the Council
To: Delegations
Subject: European Council meeting (24 and 25 June 2021) – Conclusions

Delegations will find attached the conclusions adopted at the above meeting.
"""
COUNCIL_PRESS = """Council of the European Union

PRESS RELEASE

Outcome of the Council Meeting

3804th Council meeting

Foreign Affairs

Brussels, 12 July 2021

The Council took stock of the situation and adopted conclusions.
"""
COMMITTEE_MINUTES = """Anytown Borough Council

Minutes of the Meeting of the Planning Committee

Date: Tuesday, 12 March 2019
Time: 7.00 p.m.
Venue: Council Chamber, Town Hall, Anytown
Chair: Councillor Jane Smith

Present: Councillors A. Brown, C. Green and D. White.

The Chair opened the meeting and welcomed those present.
"""
CITY_MINUTES = """MINUTES OF THE REGULAR MEETING OF THE CITY COUNCIL
CITY OF SPRINGFIELD

held on Monday, March 4th, 2019 at City Hall

The Mayor called the meeting to order at 7:00 p.m.
"""
PARISH_MINUTES = """LITTLE SNORING PARISH COUNCIL

Minutes of the Annual Meeting held at the Village Hall on Tuesday 11th May 2021 at 7.30pm

PRESENT: Cllr A Jones (Chairman), Cllr B White

The Chairman welcomed everyone.
"""
BOARD_MINUTES = """Minutes of the 212th meeting of the Board of Trustees
Approved 14 May 2021
Held 12 March 2021 by video conference

The Chair welcomed everyone to the meeting.
"""
G20_DECLARATION = """G20 ROME LEADERS' DECLARATION

1. We, the Leaders of the G20, met in Rome on October 30th and 31st, to address challenges.
"""
G20_DATED = """**G20 BALI LEADERS' DECLARATION**
**Bali, Indonesia, 15-16 November 2022**

1. Fourteen years ago, the Leaders of the G20 met for the first time, facing a severe crisis.
"""
G20_FINANCE = """Communiqué

Third G20 Finance Ministers and Central Bank Governors Meeting

9-10 July 2021, Venice, Italy

1. The global outlook has further improved since our April meeting.
"""
ASEAN_VIRTUAL = """CHAIRMAN'S STATEMENT OF THE 38TH ASEAN SUMMIT
26 OCTOBER 2021

1. The 38th ASEAN Summit, chaired by His Majesty Sultan Haji Hassanal Bolkiah, Sultan and Yang
Di-Pertuan of Brunei Darussalam, was held on 26 October 2021 via videoconference.
"""
ASEAN = """FINAL

CHAIRMAN'S STATEMENT OF THE
40TH AND 41ST ASEAN SUMMITS
Phnom Penh, Cambodia
11 November 2022

1. We gathered for the 40th and 41st ASEAN Summits on 11 November 2022 in Phnom Penh, Cambodia,
chaired by the Honourable Samdech Hun Sen, Prime Minister of the Kingdom of Cambodia.
"""
OSCE = """Organization for Security and Co-operation in Europe
Ministerial Council

MC.DOC/1/21
3 December 2021

Original: ENGLISH

STOCKHOLM DECLARATION

We, the Ministers for Foreign Affairs, met on 2 and 3 December 2021 in Stockholm.
"""
NUMBERS_ONLY = """Joint Statement following the Meeting between Ministers

Lima, Peru, 03/04/2021

The Ministers held talks today.
"""
CO_CHAIRS = """Co-Chairs' Statement
Hosted by the Hashemite Kingdom of Jordan, the Arab Republic of Egypt and Bosnia and Herzegovina
Amman – Monday 28th June 2021

The participants reaffirmed their support.
"""
PUBLISHED_LATER = """# Joint Statement of the Ministers

Published 30 June 2021

From: Foreign Office

The Ministers of the United Kingdom, France and Germany met in London today.
"""
ACCOUNT = """Account of the monetary policy meeting

of the Governing Council, held in Frankfurt am Main on Wednesday and Thursday, 9-10 March 2022

7 April 2022

The account covers the discussion of the Governing Council members.
"""
NO_TITLE = """At the invitation of Italy, Foreign Ministers of Belgium and France met on 4 May 2021
in Turin.

They agreed.
"""
PACIFIC = """FIFTY-FIRST PACIFIC ISLANDS FORUM LEADERS MEETING
Suva, Fiji
11 – 14 July 2022

FORUM COMMUNIQUÉ

The Forum was held in Suva, Fiji from 11 – 14 July 2022. Hosted by the Republic of Fiji, it was
attended by Heads of State and Government.
"""
SUBJECT_NOT_HOSTS = """Joint Declaration of the Quadrilateral Meeting

Berlin, 19 October 2016

At the invitation of Chancellor Angela Merkel, President Petro Poroshenko, President Vladimir
Putin and President François Hollande met in Berlin.
"""
THREE_LINE_TITLE = """FINAL COMMUNIQUE
OF THE 17TH EXTRAORDINARY SESSION OF THE COUNCIL OF FOREIGN MINISTERS
ON THE HUMANITARIAN SITUATION IN AFGHANISTAN
ISLAMABAD, ISLAMIC REPUBLIC OF PAKISTAN
19 DECEMBER 2021

1. The Council held its session at the invitation of the Islamic Republic of Pakistan.
"""
VIRTUAL_WITH_DATELINE = """# Statement by the Participants of the Ministerial

*Co-chaired by the Foreign Ministers of Denmark and Norway*

Copenhagen, May 5–6, 2020 (held virtually)

The participants stand together.
"""
LAST_MET = """Joint Press Statement

The ministers met in New York on the margins of the General Assembly. They last met on 4 May 2021.
"""
JUNIOR = """Trilateral Statement

Washington, DC; 18 August 2023

Hosted by President Joseph R. Biden, Jr. at Camp David, the leaders met today.
"""
DATED_TITLE = """Joint Statement of Ministers, Rome, 28 June 2021

The work had been prepared in a virtual meeting of officials. The ministers met in Rome today.
"""
TITLE_BESIDE_THE_DATE = """# Ukraine

28 June 2021
Unity

The ministers spoke of the war in Ukraine.
"""

# page → all that is known (nothing else is), and what the date might be where it is not
PAGES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    (
        UNITED_NATIONS_RECORD,
        {"title": "8804th meeting", "date": date(2021, 6, 30), "place": "New York"},
        (),
    ),
    (
        UNITED_NATIONS_RESOLUTION,
        {
            "title": "Resolution adopted by the General Assembly on 21 September 2021",
            "date": date(2021, 9, 21),
        },
        (),
    ),
    (
        G7,
        {
            "title": "CARBIS BAY G7 SUMMIT COMMUNIQUÉ",
            "date": date(2021, 6, 11),
            "place": "Cornwall",
        },
        (),
    ),
    (
        NATO,
        {"title": "Brussels Summit Communiqué", "date": date(2021, 6, 14), "place": "Brussels"},
        (),
    ),
    (
        EUROPEAN_COUNCIL,
        {
            "title": "European Council meeting (24 and 25 June 2021) – Conclusions",
            "date": date(2021, 6, 24),
            "place": "Brussels",
        },
        (),
    ),
    (
        COUNCIL_PRESS,
        {
            "title": "Outcome of the Council Meeting",
            "date": date(2021, 7, 12),
            "place": "Brussels",
        },
        (),
    ),
    (
        COMMITTEE_MINUTES,
        {
            "title": "Minutes of the Meeting of the Planning Committee",
            "date": date(2019, 3, 12),
            "place": "Council Chamber, Town Hall, Anytown",
            "hosts": ["Councillor Jane Smith"],
        },
        (),
    ),
    (
        CITY_MINUTES,
        {
            "title": "MINUTES OF THE REGULAR MEETING OF THE CITY COUNCIL",
            "date": date(2019, 3, 4),
            "place": "City Hall",
        },
        (),
    ),
    (
        PARISH_MINUTES,
        {
            "title": "Minutes of the Annual Meeting held at the Village Hall on Tuesday 11th May "
            "2021 at 7.30pm",
            "date": date(2021, 5, 11),
            "place": "Village Hall",
        },
        (),
    ),
    (
        BOARD_MINUTES,
        {
            "title": "Minutes of the 212th meeting of the Board of Trustees",
            "date": date(2021, 3, 12),
        },
        (),
    ),
    (
        G20_DECLARATION,
        {"title": "G20 ROME LEADERS' DECLARATION", "place": "Rome"},
        ("October 30th",),
    ),
    (
        G20_DATED,
        {
            "title": "G20 BALI LEADERS' DECLARATION",
            "date": date(2022, 11, 15),
            "place": "Bali, Indonesia",
        },
        (),
    ),
    (
        G20_FINANCE,
        {
            "title": "Third G20 Finance Ministers and Central Bank Governors Meeting",
            "date": date(2021, 7, 9),
            "place": "Venice, Italy",
        },
        (),
    ),
    (
        ASEAN_VIRTUAL,
        {
            "title": "CHAIRMAN'S STATEMENT OF THE 38TH ASEAN SUMMIT",
            "date": date(2021, 10, 26),
            "hosts": [
                (
                    "His Majesty Sultan Haji Hassanal Bolkiah, Sultan and Yang Di-Pertuan of "
                    "Brunei Darussalam"
                )
            ],
        },
        (),
    ),
    (
        ASEAN,
        {
            "title": "CHAIRMAN'S STATEMENT OF THE 40TH AND 41ST ASEAN SUMMITS",
            "date": date(2022, 11, 11),
            "place": "Phnom Penh, Cambodia",
            "hosts": ["Honourable Samdech Hun Sen, Prime Minister of the Kingdom of Cambodia"],
        },
        (),
    ),
    (
        OSCE,
        {"title": "STOCKHOLM DECLARATION", "date": date(2021, 12, 3), "place": "Stockholm"},
        (),
    ),
    (
        NUMBERS_ONLY,
        {
            "title": "Joint Statement following the Meeting between Ministers",
            "place": "Lima, Peru",
        },
        ("03/04/2021 (2021-04-03 or 2021-03-04)",),
    ),
    (
        CO_CHAIRS,
        {
            "title": "Co-Chairs' Statement",
            "date": date(2021, 6, 28),
            "place": "Amman",
            "hosts": [
                "Hashemite Kingdom of Jordan",
                "Arab Republic of Egypt",
                "Bosnia and Herzegovina",
            ],
        },
        (),
    ),
    (
        PUBLISHED_LATER,
        {"title": "Joint Statement of the Ministers", "place": "London"},
        ("30 June 2021",),
    ),
    (
        ACCOUNT,
        {"title": "Account of the monetary policy meeting", "place": "Frankfurt am Main"},
        ("9-10 March 2022", "7 April 2022"),
    ),
    (NO_TITLE, {"date": date(2021, 5, 4), "place": "Turin", "hosts": ["Italy"]}, ()),
    (
        PACIFIC,
        {
            "title": "FIFTY-FIRST PACIFIC ISLANDS FORUM LEADERS MEETING",
            "date": date(2022, 7, 11),
            "place": "Suva, Fiji",
            "hosts": ["Republic of Fiji"],
        },
        (),
    ),
    (
        SUBJECT_NOT_HOSTS,
        {
            "title": "Joint Declaration of the Quadrilateral Meeting",
            "date": date(2016, 10, 19),
            "place": "Berlin",
        },
        (),
    ),
    (
        THREE_LINE_TITLE,
        {
            "title": "FINAL COMMUNIQUE OF THE 17TH EXTRAORDINARY SESSION OF THE COUNCIL OF FOREIGN "
            "MINISTERS ON THE HUMANITARIAN SITUATION IN AFGHANISTAN",
            "date": date(2021, 12, 19),
            "place": "ISLAMABAD, ISLAMIC REPUBLIC OF PAKISTAN",
            "hosts": ["Islamic Republic of Pakistan"],
        },
        (),
    ),
    (
        VIRTUAL_WITH_DATELINE,
        {
            "title": "Statement by the Participants of the Ministerial",
            "date": date(2020, 5, 5),
            "hosts": ["Foreign Ministers of Denmark and Norway"],
        },
        (),
    ),
    (LAST_MET, {"title": "Joint Press Statement", "place": "New York"}, ()),
    (
        DATED_TITLE,
        {"title": "Joint Statement of Ministers", "date": date(2021, 6, 28), "place": "Rome"},
        (),
    ),
    (TITLE_BESIDE_THE_DATE, {"title": "Ukraine", "date": date(2021, 6, 28)}, ()),
    (
        JUNIOR,
        {
            "title": "Trilateral Statement",
            "date": date(2023, 8, 18),
            "place": "Washington, DC",
            "hosts": ["President Joseph R. Biden, Jr."],
        },
        (),
    ),
]
