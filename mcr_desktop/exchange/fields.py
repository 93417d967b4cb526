"""What each kind of import asks for, and the headings under which files give it.

Headings are compared folded: lower case, without accents, blanks and signs.  Earlier ones win.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mcr_desktop.exchange.records import ImportKind


class Shape(StrEnum):
    """What the values of a field look like; a guessed column must agree with it."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    EMAIL = "email"
    PHONE = "phone"
    KEY = "key"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a kind of import can take from a column."""

    name: str
    headings: tuple[str, ...]
    shape: Shape = Shape.TEXT
    required: bool = False

    @property
    def longest(self) -> int | None:
        """How many characters are kept; None for texts, which may be long."""
        return _LONGEST.get(self.name, 200)

    @property
    def title(self) -> str:
        """Its name as a sentence begins with it."""
        return self.name[0].upper() + self.name[1:].replace("_", " ")


_LONGEST: Mapping[str, int | None] = {
    "name": 300, "customer": 300, "parent": 300, "website": 300, "address": None, "street": None,
    "text": None, "note": None, "participants": None, "reason": None, "outcome": None, "user": 200,
    "key": 100, "reference": 100, "segment": 100, "region": 100, "team": 200, "terms": None,
    "remedy": None, "cause": None,
}  # fmt: skip


def folded_heading(text: str) -> str:
    """A heading or field name without case, accents, blanks and signs."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ß", "ss")
    return re.sub(r"[\W_]+", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def _field(name: str, headings: str, shape: Shape = Shape.TEXT, *, required: bool = False) -> Field:
    return Field(name, tuple(headings.split()), shape, required)


_CUSTOMER_NAMES = (
    "customer customername account accountname company companyname client clientname organization "
    "organisation "
    "organizationname organisationname organization1name associatedcompany kunde kundenname firma firmenname "
    "customerid customerno customernumber customerkey accountid accountnumber companyid clientid kundennummer"
)
_USER_NAMES = (
    "user username rep representative salesrep owner ownername accountmanager accountowner contactowner "
    "companyowner employee responsible loggedby author createdby mitarbeiter betreuer"
)
_NOTES = (
    "note notes comment comments remark remarks description bemerkung bemerkungen notiz notizen kommentar"
)
_EMAILS = "email emailaddress mail email1value email1address primaryemail businessemail workemail "
"emailadresse emails"
_PHONES = (
    "phone phonenumber telephone telephonenumber businessphone workphone phone1value primaryphone mainphone "
    "companymainphone officephone tel telefon telefonnummer"
)
_PRODUCTS = "product productname item itemname sku article artikel produkt coverage"
_CARRIERS = "carrier carriername shipper shippername haulier forwarder shippedby spediteur spedition"
_SITES = "site sitename plant depot warehouse location branch standort werk lager"
_REGIONS = "region salesregion territory area gebiet country land"
_VALUES = "value amount total totalvalue ordervalue netvalue totalamount grandtotal betrag wert summe"

FIELDS: Mapping[ImportKind, tuple[Field, ...]] = {
    ImportKind.CUSTOMERS: (
        _field(
            "key",
            "key customerkey customerid customernumber customerno accountnumber accountid companyid "
            "clientid recordid "
            "kundennummer id",
            Shape.KEY,
        ),
        _field(
            "name",
            "companyname customername accountname organizationname organisationname organization1name "
            "clientname "
            "company customer account organization organisation client firma firmenname kunde kundenname "
            "displayname name",
            required=True,
        ),
        _field("team", "team teamname accountteam"),
        _field("parent", "parent parentcompany parentaccount parentname parentcustomer group konzern mutter"),
        _field("segment", "segment industry sector branche customersegment class"),
        _field("region", "region salesregion territory area gebiet"),
        _field(
            "value", "value customervalue accountvalue lifetimevalue ltv revenue turnover umsatz", Shape.MONEY
        ),
        _field("since", "since customersince clientsince relationshipsince kundeseit", Shape.DATE),
        _field("website", "website websiteurl webpage homepage url web domain website1value internet"),
        _field("phone", _PHONES, Shape.PHONE),
        _field("email", _EMAILS, Shape.EMAIL),
        _field(
            "address",
            "address fulladdress postaladdress legalentityaddress billingaddress businessaddress "
            "address1formatted "
            "adresse anschrift",
        ),
        _field(
            "street",
            "street streetaddress billingstreet businessstreet address1street mailingstreet "
            "billingaddressline1 "
            "workaddress strasse",
        ),
        _field(
            "postcode",
            "postcode postalcode zip zipcode billingpostalcode businesspostalcode address1postalcode "
            "mailingzippostalcode workzipcode plz",
        ),
        _field(
            "city",
            "city town billingcity businesscity address1city mailingcity billingaddresscity workcity "
            "ort stadt",
        ),
        _field(
            "state",
            "state province stateprovince county billingstate businessstate address1region "
            "mailingstateprovince billingaddressstate workstate bundesland",
        ),
        _field(
            "country",
            "country countryregion billingcountry businesscountry businesscountryregion address1country "
            "mailingcountry workcountry land",
        ),
        _field("note", _NOTES),
    ),
    ImportKind.CONTACTS: (
        _field("customer", _CUSTOMER_NAMES, required=True),
        _field(
            "name",
            "name fullname contactname contact displayname person contactperson emaildisplayname "
            "ansprechpartner",
        ),
        _field("given", "givenname firstname forename vorname given"),
        _field("family", "familyname lastname surname nachname family"),
        _field(
            "title",
            "jobtitle position contacttitle organization1title organizationtitle function funktion "
            "title occupation",
        ),
        _field("role", "stakeholderrole stakeholder buyingrole decisionrole role rolle"),
        _field("influence", "influence influencelevel einfluss"),
        _field("phone", _PHONES, Shape.PHONE),
        _field(
            "mobile",
            "mobile mobilephone mobilenumber cell cellphone cellular phone2value handy mobil",
            Shape.PHONE,
        ),
        _field("email", _EMAILS, Shape.EMAIL),
        _field("terms", "terms contactterms"),
        _field("channel", "preferredchannel preferredcontactmethod contactpreference channel kanal"),
        _field(
            "address",
            "address businessaddress address1formatted mailingaddress workaddress adresse anschrift",
        ),
        _field("note", _NOTES),
    ),
    ImportKind.CONVERSATIONS: (
        _field("customer", _CUSTOMER_NAMES, required=True),
        _field(
            "when",
            "when date datetime timestamp happenedat startedat starttime activitydate start sent senton "
            "duedate createddate datum zeitpunkt",
            Shape.DATE,
            required=True,
        ),
        _field("kind", "kind type activitytype channel medium art typ"),
        _field("direction", "direction inboundoutbound richtung"),
        _field("started_by", "startedby initiatedby initiator starter"),
        _field(
            "participants", "participants attendees contacts contact contactname with people who teilnehmer"
        ),
        _field(
            "text",
            f"text body content summary details subject conversation inhalt betreff {_NOTES}",
            required=True,
        ),
        _field("user", _USER_NAMES),
        _field("reference", "reference ref id activityid recordid messageid referenz nummer"),
        _field("private", "private isprivate confidential privat vertraulich"),
    ),
    ImportKind.COMPLAINTS: (
        _field("customer", _CUSTOMER_NAMES, required=True),
        _field(
            "kind", "kind category complainttype complaintkind type issue reason problem kategorie art grund"
        ),
        _field(
            "received",
            "received receivedon receiveddate datereceived complaintdate noticed noticedon opened openedon "
            "openeddate dateopened reported reportedon createddate createdon created date eingang datum",
            Shape.DATE,
            required=True,
        ),
        _field("product", _PRODUCTS),
        _field("site", _SITES),
        _field("carrier", _CARRIERS),
        _field("channel", "channel receivedvia submittedvia via source origin kanal"),
        _field("region", _REGIONS),
        _field("severity", "severity priority schwere prioritat"),
        _field("value", f"valueatstake {_VALUES} cost claim loss recovery", Shape.MONEY),
        _field("outcome", "outcome resolution conclusion remedy result disposition ergebnis"),
        _field("remedy", "remedy"),
        _field("cause", "cause rootcause ursache"),
        _field("closed_on", "closedon closed closeddate dateclosed", Shape.DATE),
        _field("stage", "state", Shape.STATE),
        _field("text", f"text complaint narrative summary details body subject betreff inhalt {_NOTES}"),
        _field(
            "reference",
            "reference ref complaintid complaintno complaintnumber caseid casenumber ticket ticketid "
            "ticketnumber "
            "fileno filenumber referenz nummer id",
        ),
    ),
    ImportKind.ASSIGNMENTS: (
        _field("customer", _CUSTOMER_NAMES, required=True),
        _field("user", _USER_NAMES, required=True),
        _field("role", "role part as function rolle"),
        _field("team", "team teamname accountteam"),
        _field("from", "from since start starts startson startdate validfrom ab von beginn", Shape.DATE),
        _field("until", "until to end ends endson enddate validuntil bis ende", Shape.DATE),
        _field("reason", "reason why grund begrundung"),
    ),
    ImportKind.USERS: (
        _field("name", f"name fullname displayname {_USER_NAMES}", required=True),
        _field("role", "role roles rolle rollen permission permissions profile"),
        _field("team", "team teamname department group abteilung"),
        _field("function", "function funktion discipline"),
        _field("email", _EMAILS, Shape.EMAIL),
        _field("title", "title jobtitle position titel"),
    ),
    ImportKind.ORDERS: (
        _field(
            "reference", "reference ref orderid orderno ordernumber order invoice invoiceno auftragsnummer id"
        ),
        _field("customer", _CUSTOMER_NAMES, required=True),
        _field(
            "ordered",
            "ordered orderedon orderdate dateordered purchasedate closedate invoicedate date "
            "bestelldatum datum",
            Shape.DATE,
            required=True,
        ),
        _field("value", _VALUES, Shape.MONEY),
        _field("carrier", _CARRIERS),
        _field("product", _PRODUCTS),
        _field("site", _SITES),
        _field("channel", "channel ordervia ordersource kanal"),
        _field("region", "region salesregion territory shipregion shipcountry area gebiet country land"),
        _field("quantity", "quantity qty units pieces menge anzahl", Shape.MONEY),
        _field("required", "required requireddate requiredby duedate due promised deliverby", Shape.DATE),
        _field("shipped", "shipped shippeddate shippedon dispatched delivered deliveredon", Shape.DATE),
    ),
}
"""The fields of every kind, in the order in which they choose their columns."""

WEAK = frozenset(
    {
        "claim", "loss", "cost", "recovery", "total", "revenue", "turnover", "umsatz", "start", "sent", "end",
        "ends", "to", "due", "promised", "delivered", "created", "opened", "reported", "noticed", "mail",
        "emails", "tel", "id", "von", "ab", "bis", "closed", "closeddate", "dateclosed", "state",
    }
)  # fmt: skip
"""Headings of many meanings: they give a date, an amount or an address only where their values agree."""

RESERVED_ATTRIBUTES = frozenset(
    {"kind", "customer", "segment", "severity", "product", "site", "carrier", "channel", "region"}
)
"""Names that an open attribute of a complaint may not take, because they are fields of their own."""


def fields_of(kind: ImportKind) -> tuple[str, ...]:
    """The names that may stand before the = of --map for this kind."""
    return tuple(field.name for field in FIELDS[kind])
