/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow rows[] = {
  { "a browser's archive, frames passed over",
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://quay.example/news/two-piers?utm_source=feed&id=3\r\n"
    "Subject: =?utf-8?Q?Two=20piers=20for=20the=20harbour?=\r\n"
    "Date: Wed, 13 Mar 2024 08:05:09 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n"
    "\ttype=\"text/html\";\r\n"
    "\tboundary=\"--b\"\r\n"
    "\r\n"
    "\r\n"
    "----b\r\n"
    "Content-Type: text/html\r\n"
    "Content-ID: <frame-1@mhtml.blink>\r\n"
    "Content-Location: https://ads.example/\r\n"
    "\r\n"
    "<p>A decision is due before the summer; until then the old quay stays closed to heavy "
    "traffic, and the fishing boats share the northern basin with the ferries, as they did "
    "last year. Buy it.</p>\r\n"
    "----b\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://quay.example/news/two-piers?utm_source=feed&id=3\r\n"
    "\r\n"
    "<html lang=3D\"en-GB\"><head><title>Two piers</title></head><body><article><h=\r\n"
    "1>Two piers for the harbour</h1><p>The ministry published its review of the=\r\n"
    " harbour on Monday, and it asks for two new piers before the ships of the n=\r\n"
    "ext decade arrive, which the port's own engineers had doubted.</p><figure><=\r\n"
    "img src=3D\"pier.png\" alt=3D\"A pier\"><figcaption>The old pier at noon</figca=\r\n"
    "ption></figure><p>Nobody in the town expected the costs to fall, yet the th=\r\n"
    "ird tender came in lower than the first, because the stone can be brought b=\r\n"
    "y rail from the quarry instead of by road.</p><p>A decision is due before t=\r\n"
    "he summer; until then the old quay stays closed to heavy traffic, and the f=\r\n"
    "ishing boats share the northern basin with the ferries, as they did last ye=\r\n"
    "ar.</p></article></body></html>\r\n"
    "----b\r\n"
    "Content-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Location: https://quay.example/news/pier.png\r\n"
    "\r\n"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\r\n"
    "----b--\r\n",
    "source multipart/related\n"
    "title Two piers for the harbour (visible)\n"
    "language en-GB (meta)\n"
    "url https://quay.example/news/two-piers?id=3 (address)\n"
    "raw_url https://quay.example/news/two-piers?utm_source=feed&id=3 (address)\n"
    "+title Two piers for the harbour\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+caption The old pier at noon (image 0)\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "+paragraph A decision is due before the summer; until then the old quay stays closed "
    "to heavy traffic, and the fishing boats share the northern basin with the ferries, as "
    "they did last year.\n"
    "image image/png 64x48 A pier\n" },
  { "no encoding, and an old one",
    "From: \"Saved by a browser\"\r\n"
    "Subject: Caf\351\r\n"
    "Date: Wed, 13 Mar 2024 08:05:09 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related; boundary=\"--b\"\r\n"
    "\r\n"
    "----b\r\n"
    "Content-Type: text/html\r\n"
    "Content-Location: file:///C:/page.htm\r\n"
    "\r\n"
    "<p>Caf\351: The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.</p><p>Nobody in the town expected the costs to fall, yet the third tender "
    "came in lower than the first, because the stone can be brought by rail from the quarry "
    "instead of by road.</p>\r\n"
    "----b--\r\n",
    "source multipart/related\n"
    "title Café (meta)\n"
    "+paragraph Café: The ministry published its review of the harbour on Monday, and it asks "
    "for two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n" },
  { "a page of one part",
    "MIME-Version: 1.0\r\n"
    "Content-Location: https://quay.example/\r\n"
    " old\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<html><title>The old quay</title><p>The ministry published its review of the harbour "
    "on Monday, and it asks for two new piers before the ships of the next decade arrive, "
    "which the port's own engineers had doubted.</p><p>Nobody in the town expected the costs "
    "to fall, yet the third tender came in lower than the first, because the stone can be "
    "brought by rail from the quarry instead of by road.</p></html>\r\n",
    "source multipart/related\n"
    "title The old quay (meta)\n"
    "url https://quay.example/old (address)\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n" },
  { "no page",
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related; boundary=\"--b\"\r\n"
    "\r\n"
    "----b\r\n"
    "Content-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Location: https://quay.example/news/pier.png\r\n"
    "\r\n"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\r\n"
    "----b--\r\n",
    "failed no-text\n" },
  { "cut short",
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://quay.example/news/two-piers?utm_source=feed&id=3\r\n"
    "Subject: =?utf-8?Q?Two=20piers=20for=20the=20harbour?=\r\n"
    "Date: Wed, 13 Mar 2024 08:05:09 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n"
    "\ttype=\"text/html\";\r\n"
    "\tboundary=\"--b\"\r\n"
    "\r\n"
    "\r\n"
    "----b\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\n"
    "\r\n"
    "<html><title>Two piers</title><p>The ministry published its review of the harbour on "
    "Monday, and it asks for two new piers before the ships of the next decade arrive, which "
    "the port's own engineers had doubted.</p><p>Nobo\r\n",
    "source multipart/related\n"
    "title Two piers (meta)\n"
    "url https://quay.example/news/two-piers?id=3 (address)\n"
    "raw_url https://quay.example/news/two-piers?utm_source=feed&id=3 (address)\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobo\n" },
};

static void
test_rows (void)
{
  check_rows (rows, G_N_ELEMENTS (rows));
}

/* The moment of saving is that of capture, to the second; the day is not shifted. */
static void
test_captured (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (rows[0].input, strlen (rows[0].input));
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, NULL);
  g_autofree char *captured = brv_source_dup_captured (brv_import_result_get_source (result, 0));

  g_assert_cmpstr (captured, ==, "2024-03-13T07:05:09Z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/mhtml-importer/rows", test_rows);
  g_test_add_func ("/import/mhtml-importer/captured", test_captured);
  return g_test_run ();
}
