/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

static const ImportRow rows[] = {
  { "a figure",
    "<!doctype html><html><head><title>Piers | The Quay</title></head><body><nav><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\" "
    "alt=\"Logo\"></nav><article><h1>Piers</h1><figure><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\" "
    "alt=\" The old pier \"><figcaption>The old pier at noon</figcaption></figure><p>The ministry "
    "published its review of the harbour on Monday, and it asks for two new piers before the "
    "ships of the next decade arrive, which the port's own engineers had doubted.</p><p>Nobody "
    "in the town expected the costs to fall, yet the third tender came in lower than the first, "
    "because the stone can be brought by rail from the quarry instead of by "
    "road.</p></article><footer><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\"></footer></body></html>",
    "source text/html\n"
    "title Piers (visible)\n"
    "+title Piers\n"
    "+caption The old pier at noon (image 0)\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "image image/png 64x48 The old pier\n" },
  { "a caption beside its picture",
    "<!doctype html><html><head><title>Piers | The Quay</title></head><body><nav><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\" "
    "alt=\"Logo\"></nav><article><h1>Piers</h1><div class=\"wp-caption\"><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\"><p "
    "class=\"wp-caption-text\">The new pier</p></div><p>The ministry published its review "
    "of the harbour on Monday, and it asks for two new piers before the ships of the next "
    "decade arrive, which the port's own engineers had doubted.</p><p>Nobody in the town expected "
    "the costs to fall, yet the third tender came in lower than the first, because the stone "
    "can be brought by rail from the quarry instead of by road.</p></article><footer><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\"></footer></body></html>",
    "source text/html\n"
    "title Piers (visible)\n"
    "+title Piers\n"
    "+caption The new pier (image 0)\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n"
    "image image/png 64x48 \n" },
  { "marks, vector drawings, faults and what is elsewhere",
    "<!doctype html><html><head><title>Piers | The Quay</title></head><body><nav><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\" "
    "alt=\"Logo\"></nav><article><h1>Piers</h1><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR4nGNoQAMMI1sAAAUMgAFaSOXNAAAAAElFTkSuQm"
    "CC\"><img "
    "src=\"data:image/svg+xml;base64,PHN2Zy8+\"><img src=\"data:image/png;base64,????\"><img "
    "src=\"data:image/png,x\"><img src=\"https://quay.example/a.png\"><img><p>The ministry "
    "published its review of the harbour on Monday, and it asks for two new piers before the "
    "ships of the next decade arrive, which the port's own engineers had doubted.</p><p>Nobody "
    "in the town expected the costs to fall, yet the third tender came in lower than the first, "
    "because the stone can be brought by rail from the quarry instead of by "
    "road.</p></article><footer><img "
    "src=\"data:image/"
    "png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA"
    "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg==\"></footer></body></html>",
    "source text/html\n"
    "title Piers (visible)\n"
    "+title Piers\n"
    "+paragraph The ministry published its review of the harbour on Monday, and it asks for "
    "two new piers before the ships of the next decade arrive, which the port's own engineers "
    "had doubted.\n"
    "+paragraph Nobody in the town expected the costs to fall, yet the third tender came in "
    "lower than the first, because the stone can be brought by rail from the quarry instead "
    "of by road.\n" },
};

static void
test_rows (void)
{
  check_rows (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-images/rows", test_rows);
  return g_test_run ();
}
