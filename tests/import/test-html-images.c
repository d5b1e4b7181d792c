/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe.h"

/* A picture of 64 by 48 pixels, and one of 16 by 16, as marks are. */
#define PICTURE                                                                                    \
  "data:image/png;base64,"                                                                         \
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAAAAACEICPDAAAAJUlEQVR4nO3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBA" \
  "LB12AwvgBbmDKUOwAAAABJRU5ErkJggg=="
#define MARK                                                                                       \
  "data:image/png;base64,"                                                                         \
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR4nGNoQAMMI1sAAAUMgAFaSOXNAAAAAElFTkSuQm" \
  "CC"

/* One of 120 by 60, large enough to stand alone. */
#define PLATE                                                                                  \
  "data:image/png;base64,"                                                                     \
  "iVBORw0KGgoAAAANSUhEUgAAAHgAAAA8CAAAAACIxiF0AAAAM0lEQVR42u3NAQkAAAwDoEVf9MU4By1geiRisVgsFo" \
  "vFYrFYLBaLxWKxWCwWi8VisfhTPKwKENOpgXzSAAAAAElFTkSuQmCC"
#define PLATE_IMAGE(alternative) "<img src=\"" PLATE "\" alt=\"" alternative "\">"

#define FIRST                                                                                  \
  "The ministry published its review of the harbour on Monday, and it asks for two new piers " \
  "before the ships of the next decade arrive, which the port's own engineers had doubted."
#define SECOND                                                                                  \
  "Nobody in the town expected the costs to fall, yet the third tender came in lower than the " \
  "first, because the stone can be brought by rail from the quarry instead of by road."

/* A page with a picture above and one below its article, which are none of it. */
#define PAGE(pictures)                                                                  \
  "<!doctype html><html><head><title>Piers | The Quay</title></head><body><nav><img "   \
  "src=\"" PICTURE "\" alt=\"Logo\"></nav><article><h1>Piers</h1>" pictures "<p>" FIRST \
  "</p><p>" SECOND "</p></article><footer><img src=\"" PICTURE "\"></footer></body></html>"

#define CAPTION "<figcaption>The old pier at noon</figcaption>"

#define SOURCE(head, tail)                                                           \
  "source text/html\ntitle Piers (visible)\n+title Piers\n" head "+paragraph " FIRST \
  "\n+paragraph " SECOND "\n" tail
#define OLD_PIER "+caption The old pier at noon (image 0)\n"

/* A page whose pictures stand among its paragraphs. */
#define PLATES(between, below)                                                                \
  "<!doctype html><html><head><title>Piers | The Quay</title></head><body><article><h1>Piers" \
  "</h1><p>" FIRST "</p>" between "<p>" SECOND "</p>" below                                   \
  "</article><div class=\"related\"><a href=\"/dock\">Docks</a></div><div class=\"related\">" \
  "<a href=\"/lock\">Locks</a></div></body></html>"
#define PLATES_SOURCE(between, tail)                                                      \
  "source text/html\ntitle Piers (visible)\n+title Piers\n+paragraph " FIRST "\n" between \
  "+paragraph " SECOND "\n-furniture Docks\n-furniture Locks\n" tail
#define TEASER                                                 \
  "<div class=\"related-story\"><a href=\"/x\">" PLATE_IMAGE ( \
    "Teaser") "</a><a "                                        \
              "href=\"/x\">Also read: new locks</a></div>"

static const ImportRow rows[] = {
  { "a picture between paragraphs", PLATES (PLATE_IMAGE ("Sea"), ""),
    PLATES_SOURCE ("", "image image/png 120x60 Sea (above 2)\n") },
  { "a picture in a paragraph of its own, and two in a row",
    PLATES ("<p>" PLATE_IMAGE ("Sea") "</p><div>" PLATE_IMAGE ("Sky") "</div>", ""),
    PLATES_SOURCE (
      "", "image image/png 120x60 Sea (above 2)\nimage image/png 120x60 Sky (above 2)\n") },
  { "a picture in front of a paragraph's words and behind them",
    PLATES (
      "<p>" PLATE_IMAGE ("Sea") "Fog.</p><p>Rain.<a href=\"#\">" PLATE_IMAGE ("Sky") "</a></p>",
      ""),
    PLATES_SOURCE (
      "+paragraph Fog.\n+paragraph Rain.\n",
      "image image/png 120x60 Sea (above 2)\nimage image/png 120x60 Sky (above 4)\n") },
  { "a picture below the last paragraph, and one of what follows",
    PLATES ("",
            PLATE_IMAGE ("Sea") "</article><div class=\"related\">" PLATE_IMAGE (
              "Docks") "<p>All docks</p></div><article>"),
    "source text/html\ntitle Piers (visible)\n+title Piers\n+paragraph " FIRST
    "\n+paragraph " SECOND "\n-furniture All docks\n-furniture Docks\n-furniture Locks\nimage "
    "image/png 120x60 Sea (above 6)\n"
    "image image/png 120x60 Docks (above 3)\n" },
  { "a teaser's picture stands with its words", PLATES (TEASER, ""),
    PLATES_SOURCE ("-furniture Also read: new locks\n",
                   "image image/png 120x60 Teaser (above 2)\n") },
  { "a picture between a teaser and a paragraph", PLATES (PLATE_IMAGE ("Sea") TEASER, ""),
    PLATES_SOURCE (
      "-furniture Also read: new locks\n",
      "image image/png 120x60 Sea (above 3)\nimage image/png 120x60 Teaser (above 2)\n") },
  { "one for its looks, and a mark",
    PLATES ("<img role=\"none\" src=\"" PLATE "\"><img src=\"" PICTURE "\">", ""),
    PLATES_SOURCE ("", "image image/png 120x60 \nimage image/png 64x48 \n") },

  { "a figure",
    PAGE ("<figure><img src=\"" PICTURE "\" alt=\" The old pier \">" CAPTION "</figure>"),
    SOURCE (OLD_PIER, "image image/png 64x48 The old pier\n") },
  { "a picture element with a list of sources",
    PAGE ("<figure><picture><source srcset=\"" PICTURE "\" ><img "
          "src=\"https://quay.example/a.jpg\" alt=\" The old pier \"></picture>" CAPTION
          "</figure>"),
    SOURCE (OLD_PIER, "image image/png 64x48 The old pier\n") },
  { "a picture to be loaded later",
    PAGE ("<figure><img src=\"spacer.gif\" data-src=\"" PICTURE "\" alt=\" The old pier \">" CAPTION
          "</figure>"),
    SOURCE (OLD_PIER, "image image/png 64x48 The old pier\n") },
  { "a picture of elsewhere beside it",
    PAGE ("At noon <img src=\"https://quay.example/b.jpg\"><figure><img src=\"spacer.gif\" "
          "data-src=\"" PICTURE "\" alt=\" The old pier \">" CAPTION "</figure>"),
    SOURCE ("-furniture At noon\n" OLD_PIER, "image image/png 64x48 The old pier\n") },
  { "a caption beside its picture",
    PAGE ("<div class=\"wp-caption\"><img src=\"" PICTURE "\"><p class=\"wp-caption-text\">The new "
          "pier</p></div>"),
    SOURCE ("+caption The new pier (image 0)\n", "image image/png 64x48 \n") },
  { "marks, vector drawings, faults and what is elsewhere",
    PAGE ("<img src=\"" MARK "\"><img src=\"data:image/svg+xml;base64,PHN2Zy8+\"><img "
          "src=\"data:image/png;base64,????\"><img src=\"data:image/png,x\"><img "
          "src=\"https://quay.example/a.png\"><img>"),
    SOURCE ("", "") },
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
