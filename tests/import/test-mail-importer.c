/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

/* A letter to many, as an article of its site. */
#define NEWSLETTER                                                                               \
  "<html lang=\"en\"><head><title>Two piers for the harbour | The Quay</title><meta "            \
  "name=\"author\" content=\"Bo Ek\"></head><body><table><tr><td><a "                            \
  "href=\"https://quay.example/view\">View in your "                                             \
  "browser</a></td></tr></table><article><h1>Two piers for the harbour</h1><p>The ministry "     \
  "published its review of the harbour on Monday, and it asks for two new piers before the "     \
  "ships of the next decade arrive, which the port's own engineers had "                         \
  "doubted.</p><h2>Costs</h2><p>Nobody in the town expected the costs to fall, yet the third "   \
  "tender came in lower than the first, because the stone can be brought by rail from the "      \
  "quarry instead of by road.</p><p>A decision is due before the summer; until then the old "    \
  "quay stays closed to heavy traffic, and the fishing boats share the northern basin with the " \
  "ferries, as they did last year.</p></article><p><a "                                          \
  "href=\"https://quay.example/unsubscribe\">Unsubscribe</a></p></body></html>\r\n"

static const ImportRow rows[] = {
  { "a reply above a quotation, with a signature",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: AW: Re: =?utf-8?Q?Zwei_Molen_f=C3=BCr?= =?utf-8?Q?_den_Hafen?=\r\n"
    "Content-Language: de-at\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "Both piers are needed, and we have the money for them, which nobody\r\n"
    "in the council will deny.\r\n"
    "\r\n"
    "On Monday, Bo Ek wrote:\r\n"
    "> How many piers are needed?\r\n"
    ">> Nobody knows.\r\n"
    "\r\n"
    "-- \r\n"
    "Ada Holm\r\n"
    "Harbour office\r\n",
    "source message/rfc822\n"
    "title Re: Zwei Molen für den Hafen (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language de-AT (meta)\n"
    "+title Re: Zwei Molen für den Hafen\n"
    "+paragraph Both piers are needed, and we have the money for them, which nobody in the "
    "council will deny.\n"
    "+paragraph On Monday, Bo Ek wrote:\n"
    "+quote1 How many piers are needed?\n"
    "+quote2 Nobody knows.\n"
    "-furniture -- / Ada Holm / Harbour office\n" },
  { "flowed text, with and without marks",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Piers\r\n"
    "Content-Type: text/plain; charset=us-ascii; format=flowed\r\n"
    "\r\n"
    "The first pier is \r\n"
    "longer than the second.\r\n"
    "\r\n"
    ">> It was \r\n"
    ">> not.\r\n"
    " From the shore it looks\r\n"
    "short.\r\n",
    "source message/rfc822\n"
    "title Piers (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Piers\n"
    "+paragraph The first pier is longer than the second.\n"
    "+quote2 It was not.\n"
    "+paragraph From the shore it looks\n"
    "+paragraph short.\n" },
  { "flowed text whose spaces are only for folding",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Piers\r\n"
    "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "\r\n"
    "新しい \r\n"
    "桟橋\r\n",
    "source message/rfc822\n"
    "title Piers (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Piers\n"
    "+paragraph 新しい桟橋\n" },
  { "a mail that only passes another on",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: WG: The stone\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "-----Original Message-----\r\n"
    "From: Bo Ek <bo@quarry.example>\r\n"
    "Sent: Montag, 11. M\344rz 2024 10:02\r\n"
    "To: Ada Holm\r\n"
    "Subject: The stone\r\n"
    "\r\n"
    "The stone is ready.\r\n",
    "source message/rfc822\n"
    "title The stone (meta)\n"
    "authors Bo Ek (visible)\n"
    "date 2024-03-11 (visible)\n"
    "republisher Ada Holm (meta)\n"
    "+title The stone\n"
    "-furniture -----Original Message----- / From: Bo Ek <bo@quarry.example> / Sent: Montag, "
    "11. März 2024 10:02 / To: Ada Holm / Subject: The stone\n"
    "+paragraph The stone is ready.\n" },
  { "a mail that passes another on, with words of its own",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Fwd: The stone\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "Please read this.\r\n"
    "\r\n"
    "---------- Forwarded message ---------\r\n"
    "From: Bo Ek <bo@quarry.example>\r\n"
    "Date: Mon, 11 Mar 2024 at 10:02\r\n"
    "Subject: The stone\r\n"
    "\r\n"
    "The stone is ready.\r\n",
    "source message/rfc822\n"
    "title The stone (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title The stone\n"
    "+paragraph Please read this.\n"
    "-furniture ---------- Forwarded message --------- / From: Bo Ek <bo@quarry.example> / "
    "Date: Mon, 11 Mar 2024 at 10:02 / Subject: The stone\n"
    "+paragraph The stone is ready.\n" },
  { "a text without an encoding, in an old one",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Caf\351 on the quay\r\n"
    "\r\n"
    "The caf\351 on the quay is closed.\r\n",
    "source message/rfc822\n"
    "title Café on the quay (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Café on the quay\n"
    "+paragraph The café on the quay is closed.\n" },
  { "an encoding that is not true",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Quay\r\n"
    "Content-Type: text/plain; charset=us-ascii\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "\r\n"
    "UTF: Der Kai für Schiffe.\r\n",
    "source message/rfc822\n"
    "title Quay (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Quay\n"
    "+paragraph UTF: Der Kai für Schiffe.\n" },
  { "seven bits",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: =?iso-2022-jp?B?GyRCOUEbKEI=?=\r\n"
    "Content-Type: text/plain; charset=iso-2022-jp\r\n"
    "\r\n"
    "\033$B?7$7$$;766$,I,MW$G$\"$k!#\033(B\r\n",
    "source message/rfc822\n"
    "title 港 (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title 港\n"
    "+paragraph 新しい桟橋が必要である。\n" },
  { "alternatives: the letter in HTML",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Three things\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n"
    "\r\n"
    "--b\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "plain\r\n"
    "--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<html><body><p>Please look:</p><ul><li>stone</li><li>rail</li></ul><blockquote>Which "
    "one?</blockquote><p>Both.</p><p>--<br>Ada Holm</p></body></html>\r\n"
    "--b--\r\n",
    "source message/rfc822\n"
    "title Three things (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Three things\n"
    "+paragraph Please look:\n"
    "+list-item1 stone\n"
    "+list-item1 rail\n"
    "+quote1 Which one?\n"
    "+paragraph Both.\n"
    "-furniture -- / Ada Holm\n" },
  { "alternatives: an empty one",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: One thing\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n"
    "\r\n"
    "--b\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "The plain text.\r\n"
    "--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<html><body>&nbsp;</body></html>\r\n"
    "--b--\r\n",
    "source message/rfc822\n"
    "title One thing (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title One thing\n"
    "+paragraph The plain text.\n" },
  { "an article, by its own title",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Two piers for the harbour\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n" NEWSLETTER,
    "source message/rfc822\n"
    "title Two piers for the harbour (visible)\n"
    "authors Bo Ek (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en (meta)\n"
    "-furniture View in your browser\n"
    "+title Two piers for the harbour\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+heading2 Costs\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "+paragraph A decision is due before the summer; until then the old quay stays closed "
    "to heavy traffic, and the fishing boats share the northern basin with the ferries, as "
    "they did last year.\n"
    "-furniture Unsubscribe\n" },
  { "an article in plain text",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Fw: Two piers for the harbour\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "Two piers for the harbour\r\n"
    "\r\n"
    "By Bo Ek\r\n"
    "\r\n"
    "The ministry published its review of the harbour on Monday, and it asks for two new piers "
    "before the ships of the next decade arrive, which the port's own engineers had doubted.\r\n"
    "\r\n"
    "Nobody in the town expected the costs to fall, yet the third tender came in lower than "
    "the first, because the stone can be brought by rail from the quarry instead of by road.\r\n"
    "\r\n"
    "A decision is due before the summer; until then the old quay stays closed to heavy traffic, "
    "and the fishing boats share the northern basin with the ferries, as they did last year.\r\n",
    "source message/rfc822\n"
    "title Two piers for the harbour (visible)\n"
    "authors Bo Ek (visible)\n"
    "date 2024-03-12 (meta)\n"
    "+title Two piers for the harbour\n"
    "+byline By Bo Ek\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "+paragraph A decision is due before the summer; until then the old quay stays closed "
    "to heavy traffic, and the fishing boats share the northern basin with the ferries, as "
    "they did last year.\n" },
  { "a newsletter",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "List-Unsubscribe: <https://quay.example/u>\r\n"
    "Subject: The week on the quay\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n" NEWSLETTER,
    "source message/rfc822\n"
    "title The week on the quay (meta)\n"
    "publisher Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "language en (meta)\n"
    "+title The week on the quay\n"
    "-furniture View in your browser\n"
    "+title Two piers for the harbour\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+heading2 Costs\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "+paragraph A decision is due before the summer; until then the old quay stays closed "
    "to heavy traffic, and the fishing boats share the northern basin with the ferries, as "
    "they did last year.\n"
    "-furniture Unsubscribe\n" },
  { "a mail of a list",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "List-Id: \"Harbour talk\" <talk.quay.example>\r\n"
    "List-Post: <mailto:talk@quay.example>\r\n"
    "Archived-At: <https://lists.quay.example/7?utm_source=x>\r\n"
    "Subject: [talk] Stone\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "Stone is heavy.\r\n"
    "\r\n"
    "______________________________\r\n"
    "talk mailing list\r\n"
    "talk@quay.example\r\n",
    "source message/rfc822\n"
    "title [talk] Stone (meta)\n"
    "authors Ada Holm (meta)\n"
    "publisher Harbour talk (meta)\n"
    "date 2024-03-12 (meta)\n"
    "url https://lists.quay.example/7 (meta)\n"
    "+title [talk] Stone\n"
    "+paragraph Stone is heavy.\n"
    "-furniture ______________________________ / talk mailing list / talk@quay.example\n" },
  { "attachments, a picture within the text, and a mail within",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Papers\r\n"
    "Organization: Harbour Office\r\n"
    "Content-Type: multipart/mixed; boundary=m\r\n"
    "\r\n"
    "--m\r\n"
    "Content-Type: multipart/related; boundary=r\r\n"
    "\r\n"
    "--r\r\n"
    "Content-Type: text/html\r\n"
    "\r\n"
    "<p>Here they are.</p><img src=\"cid:p1\">\r\n"
    "--r\r\n"
    "Content-Type: image/png\r\n"
    "Content-ID: <p1>\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\r\n"
    "--r--\r\n"
    "--m\r\n"
    "Content-Type: application/pdf; name=\"=?utf-8?Q?Pl=C3=A4ne.pdf?=\"\r\n"
    "Content-Disposition: attachment\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "JVBERi0xLjQK\r\n"
    "--m\r\n"
    "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\n"
    "\r\n"
    "x\r\n"
    "--m\r\n"
    "Content-Type: message/rfc822\r\n"
    "\r\n"
    "From: bo@quarry.example\r\n"
    "Subject: How many?\r\n"
    "Date: Mon, 11 Mar 2024 10:00:00 +0100\r\n"
    "\r\n"
    "Tell me, please.\r\n"
    "--m--\r\n",
    "source message/rfc822\n"
    "title Papers (meta)\n"
    "authors Ada Holm (meta)\n"
    "publisher Harbour Office (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Papers\n"
    "+paragraph Here they are.\n"
    "image image/png 64x48 \n"
    "source message/rfc822\n"
    "title How many? (meta)\n"
    "authors bo@quarry.example (meta)\n"
    "date 2024-03-11 (meta)\n"
    "+title How many?\n"
    "+paragraph Tell me, please.\n"
    "attachment Pläne.pdf application/pdf 9\n"
    "attachment winmail.dat application/ms-tnef 1\n" },
  { "a signed mail",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Signed\r\n"
    "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\r\n"
    "\r\n"
    "--s\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "I mean it.\r\n"
    "--s\r\n"
    "Content-Type: application/pgp-signature; name=signature.asc\r\n"
    "\r\n"
    "xx\r\n"
    "--s--\r\n",
    "source message/rfc822\n"
    "title Signed (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Signed\n"
    "+paragraph I mean it.\n" },
  { "an encrypted mail",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Secret\r\n"
    "Content-Type: multipart/encrypted; boundary=s\r\n"
    "\r\n"
    "--s\r\n"
    "Content-Type: application/pgp-encrypted\r\n"
    "\r\n"
    "Version: 1\r\n"
    "--s--\r\n",
    "failed password\n" },
  { "nothing but an attachment",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: The plan\r\n"
    "Content-Type: application/pdf; name=plan.pdf\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "JVBERi0xLjQK\r\n",
    "source message/rfc822\n"
    "title The plan (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title The plan\n"
    "attachment plan.pdf application/pdf 9\n" },
  { "no subject, no body",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "\r\n",
    "failed no-text\n" },
  { "parts that never end",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Cut\r\n"
    "Content-Type: multipart/mixed; boundary=m\r\n"
    "\r\n"
    "--m\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "It ends he",
    "source message/rfc822\n"
    "title Cut (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Cut\n"
    "+paragraph It ends he\n" },
  { "base64 that is none",
    "From: \"Holm, Ada\" <ada@quay.example>\r\n"
    "To: harbour@quay.example\r\n"
    "Date: Tue, 12 Mar 2024 23:30:00 -0700\r\n"
    "Message-ID: <1@quay.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Subject: Broken\r\n"
    "Content-Type: text/plain\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "!!!! not base64 ????\r\n",
    "source message/rfc822\n"
    "title Broken (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title Broken\n"
    "+paragraph ž‹[jÇº\n" },
};

static const ImportRow mb[] = {
  { "a mailbox",
    "From ada@quay.example Tue Mar 12 23:30:00 2024\n"
    "From: Ada Holm <ada@quay.example>\n"
    "Subject: One\n"
    "Date: Tue, 12 Mar 2024 10:00:00 +0000\n"
    "\n"
    "First.\n"
    "\n"
    ">From the quay to the sea.\n"
    "\n"
    "From the shore one sees little.\n"
    "But enough.\n"
    "\n"
    "From bo@quarry.example Wed Mar 13 10:00:00 2024\n"
    "From: Bo Ek <bo@quarry.example>\n"
    "Subject: Two\n"
    "Date: Wed, 13 Mar 2024 10:00:00 +0000\n"
    "\n"
    "Second.\n",
    "source message/rfc822\n"
    "title One (meta)\n"
    "authors Ada Holm (meta)\n"
    "date 2024-03-12 (meta)\n"
    "+title One\n"
    "+paragraph First.\n"
    "+paragraph From the quay to the sea.\n"
    "+paragraph From the shore one sees little.\n"
    "+paragraph But enough.\n"
    "source message/rfc822\n"
    "title Two (meta)\n"
    "authors Bo Ek (meta)\n"
    "date 2024-03-13 (meta)\n"
    "+title Two\n"
    "+paragraph Second.\n" },
  { "one mail twice",
    "From a@quay.example Tue Mar 12 23:30:00 2024\n"
    "From: a@quay.example\n"
    "Subject: One\n"
    "\n"
    "Only once.\n"
    "\n"
    "From a@quay.example Tue Mar 12 23:30:00 2024\n"
    "From: a@quay.example\n"
    "Subject: One\n"
    "\n"
    "Only once.\n"
    "\n",
    "source message/rfc822\n"
    "title One (meta)\n"
    "authors a@quay.example (meta)\n"
    "+title One\n"
    "+paragraph Only once.\n" },
};

static void
test_mails (void)
{
  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_mailboxes (void)
{
  check_rows (mb, G_N_ELEMENTS (mb));
}

/* Each mail of a mailbox has its own bytes, as if it had been saved alone. */
static void
test_original (void)
{
  static const char mailbox[] = "From a@quay.example Tue Mar 12 23:30:00 2024\r\n"
                                "From: a@quay.example\r\nSubject: One\r\n\r\n>From one\r\n\r\n"
                                "From a@quay.example Tue Mar 12 23:31:00 2024\r\n"
                                "From: a@quay.example\r\nSubject: Two\r\n\r\nTwo\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (mailbox, strlen (mailbox));
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, NULL);
  static const char *const mails[] = { "From: a@quay.example\r\nSubject: One\r\n\r\nFrom one\r\n",
                                       "From: a@quay.example\r\nSubject: Two\r\n\r\nTwo\r\n" };

  g_assert_cmpuint (brv_import_result_get_n_sources (result), ==, G_N_ELEMENTS (mails));
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      GBytes *original = brv_source_get_original (brv_import_result_get_source (result, i));

      g_assert_cmpmem (g_bytes_get_data (original, NULL), g_bytes_get_size (original), mails[i],
                       strlen (mails[i]));
    }
}

/* Parts within parts, and mails within mails, are followed so far and no further. */
static void
test_depth (void)
{
  g_autoptr (GString) mail = g_string_new ("From: a@quay.example\r\nMIME-Version: 1.0\r\n");
  g_autofree char *given = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i,
                            i);
  g_string_append (mail, "Content-Type: text/plain\r\n\r\nDeep.\r\n");
  given = describe_import (mail->str, (gssize)mail->len, NULL);
  g_assert_cmpstr (given, ==, "failed no-text\n");

  g_string_assign (mail, "");
  for (guint i = 0; i < 200; i++)
    g_string_append (mail, "From: a@quay.example\r\nSubject: In\r\nMIME-Version: 1.0\r\n"
                           "Content-Type: message/rfc822\r\n\r\n");
  g_free (given);
  given = describe_import (mail->str, (gssize)mail->len, NULL);
  g_assert_true (g_str_has_prefix (given, "source message/rfc822\ntitle In (meta)\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/mail-importer/mails", test_mails);
  g_test_add_func ("/import/mail-importer/mailboxes", test_mailboxes);
  g_test_add_func ("/import/mail-importer/original", test_original);
  g_test_add_func ("/import/mail-importer/depth", test_depth);
  return g_test_run ();
}
