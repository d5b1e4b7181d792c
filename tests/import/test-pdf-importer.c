/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-import-error.h"
#include "import/brv-importer.h"
#include "tests/import/pdf-fixture.h"

#define LEFT  72
#define SIZE  11
#define PITCH 14

/* Lines that fill the measure from 72 to 523 in Times of 11 points, or nearly so. */
#define FULL_A \
  "The harbour authority counted the ships that came in during the first week of the month and"
#define FULL_B \
  "compared them with the lists that the pilots keep, which are longer and go back by some years"
#define FULL_C \
  "further than anyone had thought, so that the two could be laid beside each other in the office"

/* The same as far as 330. */
#define HALF_A "which came in during the first week of the month and the"
#define HALF_B "others that the pilots keep are longer and go back by years"

typedef struct
{
  const char *name;
  PdfLine lines[40];
  const char *blocks; /* a line a block: role, level if any, colon, its text with | for an LF */
} Layout;

static const Layout layouts[] = {
  { "paragraphs-by-gap",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 128, ROMAN, SIZE, "and ended there." },
      { 0, LEFT, 152, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 166, ROMAN, SIZE, "for a day." } },
    "paragraph: " FULL_A " " FULL_B " and ended there.\n"
    "paragraph: " FULL_C " for a day.\n" },
  { "paragraphs-by-indent",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, "and ended there." },
      { 0, LEFT + 14, 128, ROMAN, SIZE,
        "Another week passed before the harbour authority could say what had become of the" },
      { 0, LEFT, 142, ROMAN, SIZE, FULL_C },
      { 0, LEFT + 14, 156, ROMAN, SIZE, "A third paragraph begins here." } },
    "paragraph: " FULL_A " and ended there.\n"
    "paragraph: Another week passed before the harbour authority could say what had become of "
    "the " FULL_C "\n"
    "paragraph: A third paragraph begins here.\n" },
  { "headings-and-title",
    { { 0, 180, 90, BOLD, 20, "Ships in the harbour" },
      { 0, LEFT, 130, BOLD, 14, "What was counted" },
      { 0, LEFT, 152, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 166, ROMAN, SIZE, "in the end." },
      { 0, LEFT, 194, BOLD, SIZE, "By whom" },
      { 0, LEFT, 212, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 226, ROMAN, SIZE, "in the end." } },
    "title: Ships in the harbour\n"
    "heading 2: What was counted\n"
    "paragraph: " FULL_A " in the end.\n"
    "heading 3: By whom\n"
    "paragraph: " FULL_B " in the end.\n" },
  { "list",
    { { 0, LEFT, 100, ROMAN, SIZE, "There are these:" },
      { 0, LEFT + 10, 118, ROMAN, SIZE, "\\225" },
      { 0, LEFT + 24, 118, ROMAN, SIZE,
        "a first ship that came in from the north with a load of timber and went out again on "
        "the" },
      { 0, LEFT + 24, 132, ROMAN, SIZE, "next day" },
      { 0, LEFT + 10, 146, ROMAN, SIZE, "\\225" },
      { 0, LEFT + 24, 146, ROMAN, SIZE, "a second one" },
      { 0, LEFT + 10, 160, ROMAN, SIZE, "1. a third" },
      { 0, LEFT + 10, 174, ROMAN, SIZE, "2. a fourth" } },
    "paragraph: There are these:\n"
    "list-item 1: a first ship that came in from the north with a load of timber and went out "
    "again on the next day\n"
    "list-item 1: a second one\n"
    "list-item 1: 1. a third\n"
    "list-item 1: 2. a fourth\n" },
  { "footnotes",
    { { 0, LEFT, 600, ROMAN, SIZE, "The harbour authority counted the ships" },
      { 0, 248.3, 596, ROMAN, 7, "1" },
      { 0, 255, 600, ROMAN, SIZE, "that came in during the first week of the month, and in" },
      { 0, LEFT, 614, ROMAN, SIZE, "the second one it did not." },
      { 0, LEFT, 740, ROMAN, 6, "1" },
      { 0, LEFT + 5, 744, ROMAN, 9,
        "The lists of the pilots are kept in the office of the harbour, where they can be seen by "
        "anyone who asks the clerk" },
      { 0, LEFT, 755, ROMAN, 9, "for them on a working day." } },
    "paragraph: The harbour authority counted the ships\xc2\xb9 that came in during the first week "
    "of the month, and in the second one it did not.\n"
    "footnote: \xc2\xb9 The lists of the pilots are kept in the office of the harbour, where they "
    "can be seen by anyone who asks the clerk for them on a working day.\n" },
  { "furniture-and-pages",
    { { 0, LEFT, 40, ROMAN, 9, "Harbour report" },
      { 0, LEFT, 700, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 714, ROMAN, SIZE, FULL_B },
      { 0, 295, 800, ROMAN, 9, "7" },
      { 1, LEFT, 40, ROMAN, 9, "Harbour report" },
      { 1, LEFT, 100, ROMAN, SIZE, "and ended there, as everybody knew." },
      { 1, LEFT, 124, ROMAN, SIZE, FULL_C },
      { 1, LEFT, 138, ROMAN, SIZE, "for a day." },
      { 1, 295, 800, ROMAN, 9, "8" } },
    "paragraph: " FULL_A " " FULL_B " and ended there, as everybody knew.\n"
    "-furniture: Harbour report\n"
    "-furniture: 7\n"
    "paragraph: " FULL_C " for a day.\n"
    "-furniture: Harbour report\n"
    "-furniture: 8\n" },
  { "table",
    { { 0, LEFT, 100, ROMAN, SIZE, "Table 1: Ships by month" },
      { 0, LEFT, 120, BOLD, SIZE, "Month" },
      { 0, 200, 120, BOLD, SIZE, "In" },
      { 0, 300, 120, BOLD, SIZE, "Out" },
      { 0, LEFT, 134, ROMAN, SIZE, "January" },
      { 0, 200, 134, ROMAN, SIZE, "12" },
      { 0, 300, 134, ROMAN, SIZE, "9" },
      { 0, LEFT, 148, ROMAN, SIZE, "February" },
      { 0, 200, 148, ROMAN, SIZE, "7" },
      { 0, 300, 148, ROMAN, SIZE, "8" } },
    "caption: Table 1: Ships by month\n"
    "table: Month\tIn\tOut|January\t12\t9|February\t7\t8\n" },
  /* No further apart than words: only what stands below each other tells the columns. */
  { "close-table",
    { { 0, LEFT, 100, ROMAN, SIZE, "Table 1: Ships by month" },
      { 0, LEFT, 120, ROMAN, SIZE, "Month" },
      { 0, 122, 120, ROMAN, SIZE, "In" },
      { 0, 140, 120, ROMAN, SIZE, "Out" },
      { 0, LEFT, 134, ROMAN, SIZE, "February" },
      { 0, 122, 134, ROMAN, SIZE, "12" },
      { 0, 140, 134, ROMAN, SIZE, "9" },
      { 0, LEFT, 148, ROMAN, SIZE, "December" },
      { 0, 122, 148, ROMAN, SIZE, "34" },
      { 0, 140, 148, ROMAN, SIZE, "8" },
      { 0, LEFT, 162, ROMAN, SIZE, "November" },
      { 0, 122, 162, ROMAN, SIZE, "71" },
      { 0, 140, 162, ROMAN, SIZE, "5" } },
    "caption: Table 1: Ships by month\n"
    "table: Month\tIn\tOut|February\t12\t9|December\t34\t8|November\t71\t5\n" },
  /* As browsers set rows: a cell of one line stands beside the middle of one that has two. */
  /* They count the lines, but are those of pages. */
  { "contents-that-count",
    { { 0, LEFT, 100, ROMAN, SIZE, "Ships of the first quarter . . . . . . . . . . . . . ." },
      { 0, 500, 100, ROMAN, SIZE, "31" },
      { 0, LEFT, 114, ROMAN, SIZE, "Ships of the second quarter . . . . . . . . . . . . . ." },
      { 0, 500, 114, ROMAN, SIZE, "32" },
      { 0, LEFT, 128, ROMAN, SIZE, "Ships of the third quarter . . . . . . . . . . . . . ." },
      { 0, 500, 128, ROMAN, SIZE, "33" },
      { 0, LEFT, 142, ROMAN, SIZE, "Ships of the fourth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 142, ROMAN, SIZE, "34" },
      { 0, LEFT, 156, ROMAN, SIZE, "Ships of the fifth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 156, ROMAN, SIZE, "35" },
      { 0, LEFT, 170, ROMAN, SIZE, "Ships of the sixth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 170, ROMAN, SIZE, "36" },
      { 0, LEFT, 184, ROMAN, SIZE, "Ships of the seventh quarter . . . . . . . . . . . . . ." },
      { 0, 500, 184, ROMAN, SIZE, "37" },
      { 0, LEFT, 198, ROMAN, SIZE, "Ships of the eighth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 198, ROMAN, SIZE, "38" },
      { 0, LEFT, 212, ROMAN, SIZE, "Ships of the ninth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 212, ROMAN, SIZE, "39" },
      { 0, LEFT, 226, ROMAN, SIZE, "Ships of the tenth quarter . . . . . . . . . . . . . ." },
      { 0, 500, 226, ROMAN, SIZE, "40" },
      { 0, LEFT, 240, ROMAN, SIZE, "Ships of the eleventh quarter . . . . . . . . . . . . . ." },
      { 0, 500, 240, ROMAN, SIZE, "41" } },
    "list-item 1: Ships of the first quarter . . . . . . . . . . . . . . 31\n"
    "list-item 1: Ships of the second quarter . . . . . . . . . . . . . . 32\n"
    "list-item 1: Ships of the third quarter . . . . . . . . . . . . . . 33\n"
    "list-item 1: Ships of the fourth quarter . . . . . . . . . . . . . . 34\n"
    "list-item 1: Ships of the fifth quarter . . . . . . . . . . . . . . 35\n"
    "list-item 1: Ships of the sixth quarter . . . . . . . . . . . . . . 36\n"
    "list-item 1: Ships of the seventh quarter . . . . . . . . . . . . . . 37\n"
    "list-item 1: Ships of the eighth quarter . . . . . . . . . . . . . . 38\n"
    "list-item 1: Ships of the ninth quarter . . . . . . . . . . . . . . 39\n"
    "list-item 1: Ships of the tenth quarter . . . . . . . . . . . . . . 40\n"
    "list-item 1: Ships of the eleventh quarter . . . . . . . . . . . . . . 41\n" },
  /* So do years, which nothing but their size tells from numbers of lines. */
  { "years-that-count",
    { { 0, LEFT, 100, ROMAN, SIZE, "2011" },
      { 0, 120, 100, ROMAN, SIZE, "the first year of the authority" },
      { 0, 400, 100, ROMAN, SIZE, "100" },
      { 0, LEFT, 114, ROMAN, SIZE, "2012" },
      { 0, 120, 114, ROMAN, SIZE, "the second year of the authority" },
      { 0, 400, 114, ROMAN, SIZE, "111" },
      { 0, LEFT, 128, ROMAN, SIZE, "2013" },
      { 0, 120, 128, ROMAN, SIZE, "the third year of the authority" },
      { 0, 400, 128, ROMAN, SIZE, "144" },
      { 0, LEFT, 142, ROMAN, SIZE, "2014" },
      { 0, 120, 142, ROMAN, SIZE, "the fourth year of the authority" },
      { 0, 400, 142, ROMAN, SIZE, "199" },
      { 0, LEFT, 156, ROMAN, SIZE, "2015" },
      { 0, 120, 156, ROMAN, SIZE, "the fifth year of the authority" },
      { 0, 400, 156, ROMAN, SIZE, "276" },
      { 0, LEFT, 170, ROMAN, SIZE, "2016" },
      { 0, 120, 170, ROMAN, SIZE, "the sixth year of the authority" },
      { 0, 400, 170, ROMAN, SIZE, "375" },
      { 0, LEFT, 184, ROMAN, SIZE, "2017" },
      { 0, 120, 184, ROMAN, SIZE, "the seventh year of the authority" },
      { 0, 400, 184, ROMAN, SIZE, "496" },
      { 0, LEFT, 198, ROMAN, SIZE, "2018" },
      { 0, 120, 198, ROMAN, SIZE, "the eighth year of the authority" },
      { 0, 400, 198, ROMAN, SIZE, "639" },
      { 0, LEFT, 212, ROMAN, SIZE, "2019" },
      { 0, 120, 212, ROMAN, SIZE, "the ninth year of the authority" },
      { 0, 400, 212, ROMAN, SIZE, "804" },
      { 0, LEFT, 226, ROMAN, SIZE, "2020" },
      { 0, 120, 226, ROMAN, SIZE, "the tenth year of the authority" },
      { 0, 400, 226, ROMAN, SIZE, "991" } },
    "table: 2011\tthe first year of the authority\t100|2012\tthe second year of the "
    "authority\t111|2013\tthe third year of the authority\t144|2014\tthe fourth year of the "
    "authority\t199|2015\tthe fifth year of the authority\t276|2016\tthe sixth year of the "
    "authority\t375|2017\tthe seventh year of the authority\t496|2018\tthe eighth year of the "
    "authority\t639|2019\tthe ninth year of the authority\t804|2020\tthe tenth year of the "
    "authority\t991\n" },
  /* Numbers stand close to remarks, and beside the middle of those of two lines. */
  { "numbers-beside-remarks",
    { { 0, LEFT, 100, ROMAN, SIZE, "Month" },
      { 0, 130, 100, ROMAN, SIZE, "Tonnes" },
      { 0, 190, 100, ROMAN, SIZE, "Share" },
      { 0, 221, 100, ROMAN, SIZE, "Remarks" },
      { 0, LEFT, 118, ROMAN, SIZE, "January" },
      { 0, 140.5, 118, ROMAN, SIZE, "65" },
      { 0, 195, 118, ROMAN, SIZE, "54%" },
      { 0, 221, 118, ROMAN, SIZE, "provisional" },
      { 0, 221, 136, ROMAN, SIZE, "as reported by" },
      { 0, LEFT, 142.5, ROMAN, SIZE, "February" },
      { 0, 140.5, 142.5, ROMAN, SIZE, "18" },
      { 0, 195, 142.5, ROMAN, SIZE, "23%" },
      { 0, 221, 149, ROMAN, SIZE, "the pilots" },
      { 0, LEFT, 167, ROMAN, SIZE, "March" },
      { 0, 140.5, 167, ROMAN, SIZE, "47" },
      { 0, 195, 167, ROMAN, SIZE, "58%" },
      { 0, 221, 167, ROMAN, SIZE, "provisional" } },
    "table: Month\tTonnes\tShare\tRemarks|January\t65\t54%\tprovisional|February\t18\t23%\tas "
    "reported by the pilots|March\t47\t58%\tprovisional\n" },
  /* A caption is no row, though its words stand under the columns. */
  { "caption-under-columns",
    { { 0, 150, 100, ROMAN, SIZE, "Table 2:" },
      { 0, 220, 100, ROMAN, SIZE, "Arrivals" },
      { 0, LEFT, 120, ROMAN, SIZE, "Year" },
      { 0, 150, 120, ROMAN, SIZE, "Tonnes" },
      { 0, 220, 120, ROMAN, SIZE, "Vessels" },
      { 0, LEFT, 134, ROMAN, SIZE, "2014" },
      { 0, 150, 134, ROMAN, SIZE, "68,886" },
      { 0, 220, 134, ROMAN, SIZE, "227" },
      { 0, LEFT, 148, ROMAN, SIZE, "2015" },
      { 0, 150, 148, ROMAN, SIZE, "41,453" },
      { 0, 220, 148, ROMAN, SIZE, "173" } },
    "caption: Table 2: Arrivals\n"
    "table: Year\tTonnes\tVessels|2014\t68,886\t227|2015\t41,453\t173\n" },
  { "cells-in-the-middle",
    { { 0, LEFT, 120, ROMAN, SIZE, "Month" },
      { 0, 150, 120, ROMAN, SIZE, "In" },
      { 0, 200, 120, ROMAN, SIZE, "Remarks" },
      { 0, 200, 140, ROMAN, SIZE, "with those that were turned" },
      { 0, LEFT, 146.5, ROMAN, SIZE, "January" },
      { 0, 150, 146.5, ROMAN, SIZE, "12" },
      { 0, 200, 153, ROMAN, SIZE, "away in the har-" },
      { 0, 200, 166, ROMAN, SIZE, "bour" },
      { 0, LEFT, 186, ROMAN, SIZE, "February" },
      { 0, 150, 186, ROMAN, SIZE, "7" },
      { 0, 200, 186, ROMAN, SIZE, "none" },
      { 0, 200, 206, ROMAN, SIZE, "as counted by" },
      { 0, LEFT, 212.5, ROMAN, SIZE, "March" },
      { 0, 150, 212.5, ROMAN, SIZE, "9" },
      { 0, 200, 219, ROMAN, SIZE, "the pilots" } },
    "table: Month\tIn\tRemarks|January\t12\twith those that were turned away in the harbour|"
    "February\t7\tnone|March\t9\tas counted by the pilots\n" },
  { "short-paragraphs-by-indent",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, "and ended there." },
      { 0, LEFT + 14, 128, ROMAN, SIZE, "Who had counted them was not said." },
      { 0, LEFT + 14, 142, ROMAN, SIZE,
        "Another week passed before the harbour authority could say what had become of the" },
      { 0, LEFT, 156, ROMAN, SIZE, FULL_C },
      { 0, LEFT + 14, 170, ROMAN, SIZE,
        "After that nobody asked the harbour authority any more what had become of the ships" },
      { 0, LEFT, 184, ROMAN, SIZE, "that it had counted." },
      { 0, LEFT + 14, 198, ROMAN, SIZE,
        "There were other questions still, and they were put to those who kept the lists, as it "
        "was" },
      { 0, LEFT, 212, ROMAN, SIZE, "they who knew." } },
    "paragraph: " FULL_A " and ended there.\n"
    "paragraph: Who had counted them was not said.\n"
    "paragraph: Another week passed before the harbour authority could say what had become of "
    "the " FULL_C "\n"
    "paragraph: After that nobody asked the harbour authority any more what had become of the "
    "ships that it had counted.\n"
    "paragraph: There were other questions still, and they were put to those who kept the lists, "
    "as it "
    "was they who knew.\n" },
  /* An initial as high as two lines. */
  { "initial",
    { { 0, LEFT, 114, ROMAN, 31, "T" },
      { 0, LEFT + 21, 100, ROMAN, SIZE,
        "he authority counted the ships that came in during the first week of the month and" },
      { 0, LEFT + 21, 114, ROMAN, SIZE,
        "them with the lists that the pilots keep, which are longer and go back by some years" },
      { 0, LEFT, 128, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 142, ROMAN, SIZE, "for a day." } },
    "paragraph: The authority counted the ships that came in during the first week of the month "
    "and them with the lists that the pilots keep, which are longer and go back by some "
    "years " FULL_C " for a day.\n" },
  /* Every fifth line has its number in the margin, as judgments do. */
  { "line-numbers",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 128, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 142, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 156, ROMAN, SIZE, FULL_B },
      { 0, 52, 156, ROMAN, 7, "5" },
      { 0, LEFT, 170, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 184, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 198, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 212, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 226, ROMAN, SIZE, FULL_A },
      { 0, 48.5, 226, ROMAN, 7, "10" },
      { 0, LEFT, 240, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 254, ROMAN, SIZE, FULL_C },
      { 0, LEFT, 268, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 282, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 296, ROMAN, SIZE, "and ended there." },
      { 0, 48.5, 296, ROMAN, 7, "15" } },
    "paragraph: " FULL_A " " FULL_B " " FULL_C " " FULL_A " " FULL_B " " FULL_C " " FULL_A
    " " FULL_B " " FULL_C " " FULL_A " " FULL_B " " FULL_C " " FULL_A " " FULL_B
    " and ended there.\n"
    "-furniture: 5 10 15\n" },
  /* The text goes on past the note, and over the page. */
  { "side-note",
    { { 0, LEFT, 100, ROMAN, SIZE, HALF_A },
      { 0, LEFT, 114, ROMAN, SIZE, HALF_B },
      { 0, LEFT, 128, ROMAN, SIZE, HALF_A },
      { 0, 360, 114, ROMAN, 8, "The lists are kept in" },
      { 0, 360, 124, ROMAN, 8, "the office." },
      { 0, LEFT, 142, ROMAN, SIZE, HALF_B },
      { 0, LEFT, 156, ROMAN, SIZE, HALF_A },
      { 0, LEFT, 170, ROMAN, SIZE, HALF_B },
      { 0, LEFT, 184, ROMAN, SIZE, HALF_A },
      { 1, LEFT, 100, ROMAN, SIZE, "and ended there." } },
    "paragraph: " HALF_A " " HALF_B " " HALF_A " " HALF_B " " HALF_A " " HALF_B " " HALF_A
    " and ended there.\n"
    "paragraph: The lists are kept in the office.\n" },
  { "table-beside-text",
    { { 0, LEFT, 100, FIXED, 9, "the harbour authority counted the ships" },
      { 0, LEFT, 112, FIXED, 9, "and compared them with the pilots' list" },
      { 0, 330, 112, BOLD, 9, "Month" },
      { 0, 400, 112, BOLD, 9, "In" },
      { 0, LEFT, 124, FIXED, 9, "which is longer and goes back some more" },
      { 0, 330, 124, ROMAN, 9, "January" },
      { 0, 400, 124, ROMAN, 9, "12" },
      { 0, LEFT, 136, FIXED, 9, "so that the two could be laid down here" },
      { 0, 330, 136, ROMAN, 9, "February" },
      { 0, 400, 136, ROMAN, 9, "7" },
      { 0, LEFT, 148, FIXED, 9, "beside each other at the office, and it" },
      { 0, LEFT, 160, FIXED, 9,
        "was seen there that the ships which came in were not those that had been listed, and" },
      { 0, LEFT, 172, FIXED, 9, "nobody could say why." } },
    "paragraph: the harbour authority counted the ships and compared them with the pilots' list "
    "which is longer and goes back some more so that the two could be laid down here beside each "
    "other at the office, and it was seen there that the ships which came in were not those that "
    "had been listed, and nobody could say why.\n"
    "table: Month\tIn|January\t12|February\t7\n" },
  /* Left pages have the chapter, right ones the section, and these change. */
  { "changing-heads",
    { { 0, LEFT, 40, ROMAN, 9, "10" },
      { 0, 420, 40, ROMAN, 9, "1. The Harbour" },
      { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, FULL_B },
      { 1, LEFT, 40, ROMAN, 9, "1.1 Ships" },
      { 1, 510, 40, ROMAN, 9, "11" },
      { 1, LEFT, 100, ROMAN, SIZE, FULL_C },
      { 1, LEFT, 114, ROMAN, SIZE, FULL_A },
      { 2, LEFT, 40, ROMAN, 9, "12" },
      { 2, 420, 40, ROMAN, 9, "2. The Pilots" },
      { 2, LEFT, 100, ROMAN, SIZE, FULL_B },
      { 2, LEFT, 114, ROMAN, SIZE, "and ended there." } },
    "paragraph: " FULL_A " " FULL_B " " FULL_C " " FULL_A " " FULL_B " and ended there.\n"
    "-furniture: 10 1. The Harbour\n"
    "-furniture: 1.1 Ships 11\n"
    "-furniture: 12 2. The Pilots\n" },
  /* Chapters have a line above their title, in large type and with another number each time. */
  { "chapters",
    { { 0, LEFT, 100, BOLD, 18, "Chapter 1" },
      { 0, LEFT, 140, BOLD, 20, "The harbour" },
      { 0, LEFT, 180, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 194, ROMAN, SIZE, "and ended there." },
      { 1, LEFT, 100, BOLD, 18, "Chapter 2" },
      { 1, LEFT, 140, BOLD, 20, "The pilots" },
      { 1, LEFT, 180, ROMAN, SIZE, FULL_B },
      { 1, LEFT, 194, ROMAN, SIZE, "and ended there." } },
    "heading 2: Chapter 1\n"
    "heading 1: The harbour\n"
    "paragraph: " FULL_A " and ended there.\n"
    "heading 2: Chapter 2\n"
    "heading 1: The pilots\n"
    "paragraph: " FULL_B " and ended there.\n" },
  /* Notes that begin with a number which counts with the pages, as the folio below them does. */
  { "counted-notes",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, "and ended there. Then 5" },
      { 0, LEFT, 760, ROMAN, 8, "5 The Harbour Book, in the same place as before, page 6." },
      { 0, 280, 800, ROMAN, 8, "page 1 of 2" },
      { 1, LEFT, 100, ROMAN, SIZE, FULL_B },
      { 1, LEFT, 114, ROMAN, SIZE, "and ended there. Then 6" },
      { 1, LEFT, 760, ROMAN, 8, "6 The Harbour Book, in the same place as before, page 5." },
      { 1, 280, 800, ROMAN, 8, "page 2 of 2" } },
    "paragraph: " FULL_A " and ended there. Then 5\n"
    "paragraph: 5 The Harbour Book, in the same place as before, page 6.\n"
    "-furniture: page 1 of 2\n"
    "paragraph: " FULL_B " and ended there. Then 6\n"
    "paragraph: 6 The Harbour Book, in the same place as before, page 5.\n"
    "-furniture: page 2 of 2\n" },
  /* Numbers of sections at the top of pages that happen to count with these. */
  { "counted-headings",
    { { 0, LEFT, 60, BOLD, SIZE * 1.2, "2" },
      { 0, LEFT + 40, 60, BOLD, SIZE * 1.2, "The Ships" },
      { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, "and ended there." },
      { 1, LEFT, 60, BOLD, SIZE * 1.2, "3" },
      { 1, LEFT + 40, 60, BOLD, SIZE * 1.2, "The Pilots" },
      { 1, LEFT, 100, ROMAN, SIZE, FULL_B },
      { 1, LEFT, 114, ROMAN, SIZE, "and ended there." } },
    "heading 1: 2 The Ships\n"
    "paragraph: " FULL_A " and ended there.\n"
    "heading 1: 3 The Pilots\n"
    "paragraph: " FULL_B " and ended there.\n" },
  /* Entries of a list of sources, whose second lines stand further in. */
  { "hanging",
    { { 0, LEFT, 100, ROMAN, SIZE,
        "Harbour Samples, The Quiet Quays of the North, in the edition of the last spring," },
      { 0, LEFT + 14, 114, ROMAN, SIZE, "accessed in May." },
      { 0, LEFT, 134, ROMAN, SIZE, FULL_C },
      { 0, LEFT + 14, 148, ROMAN, SIZE, "for a day." } },
    "paragraph: Harbour Samples, The Quiet Quays of the North, in the edition of the last spring, "
    "accessed in May.\n"
    "paragraph: " FULL_C " for a day.\n" },
  /* A table goes on over the page with one row, and the text that it broke off below that. */
  { "table-over-pages",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 700, ROMAN, SIZE, "Goods" },
      { 0, LEFT + 80, 700, ROMAN, SIZE, "Tonnes" },
      { 0, LEFT + 160, 700, ROMAN, SIZE, "Share" },
      { 0, LEFT, 714, ROMAN, SIZE, "Coal" },
      { 0, LEFT + 80, 714, ROMAN, SIZE, "1,200" },
      { 0, LEFT + 160, 714, ROMAN, SIZE, "12" },
      { 1, LEFT, 100, ROMAN, SIZE, "Grain" },
      { 1, LEFT + 80, 100, ROMAN, SIZE, "1,900" },
      { 1, LEFT + 160, 100, ROMAN, SIZE, "19" },
      { 1, LEFT, 130, ROMAN, SIZE, FULL_B } },
    "paragraph: " FULL_A " " FULL_B "\n"
    "table: Goods\tTonnes\tShare|Coal\t1,200\t12|Grain\t1,900\t19\n" },
  /* Small type below a note's page that is no more of it. */
  { "caption-after-notes",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, "and ended there.\271" },
      { 0, LEFT, 760, ROMAN, 8, "\271 See the harbour's own book." },
      { 1, LEFT, 100, ROMAN, SIZE, "The pilots kept a list of their own." },
      { 1, LEFT, 760, ROMAN, 8, "Figure 1: The northern terminal" } },
    "paragraph: " FULL_A " and ended there.\302\271\n"
    "footnote: \302\271 See the harbour's own book.\n"
    "paragraph: The pilots kept a list of their own.\n"
    "caption: Figure 1: The northern terminal\n" },
  /* A name in the middle, and below it text as wide as the page. */
  { "centred-name",
    { { 0, 180, 90, BOLD, 20, "Ships in the harbour" },
      { 0, 280, 122, ROMAN, SIZE, "Ann Lee" },
      { 0, LEFT, 136, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 150, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 164, ROMAN, SIZE, "and ended there." } },
    "title: Ships in the harbour\n"
    "paragraph: Ann Lee\n"
    "paragraph: " FULL_A " " FULL_B " and ended there.\n" },
  /* The entries of chapters have no dots, but their numbers stand where those of others do. */
  { "contents",
    { { 0, LEFT, 100, BOLD, SIZE, "1" },
      { 0, LEFT + 16, 100, BOLD, SIZE, "The harbour" },
      { 0, 517.5, 100, BOLD, SIZE, "3" },
      { 0, LEFT + 16, 114, ROMAN, SIZE, "Ships" },
      { 0, 400, 114, ROMAN, SIZE, ". . . . . . . . . . . ." },
      { 0, 517.5, 114, ROMAN, SIZE, "4" },
      { 0, LEFT + 16, 128, ROMAN, SIZE, "Pilots......................................5" },
      { 0, LEFT, 142, BOLD, SIZE, "2" },
      { 0, LEFT + 16, 142, BOLD, SIZE, "The town" },
      { 0, 512, 142, BOLD, SIZE, "12" } },
    "list-item 1: 1 The harbour 3\n"
    "list-item 1: Ships . . . . . . . . . . . . 4\n"
    "list-item 1: Pilots......................................5\n"
    "list-item 1: 2 The town 12\n" },
  /* Marks that are drawn are no letters; all items are far shorter than lines could be. */
  { "short-items",
    { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 114, ROMAN, SIZE, FULL_B },
      { 0, LEFT, 128, ROMAN, SIZE, "and ended there." },
      { 0, LEFT + 30, 150, ROMAN, SIZE, "repairs to the breakwater, which have been put off" },
      { 0, LEFT + 30, 164, ROMAN, SIZE, "a new register" },
      { 0, LEFT + 30, 178, ROMAN, SIZE, "storage for grain" },
      { 0, LEFT, 200, ROMAN, SIZE, FULL_C } },
    "paragraph: " FULL_A " " FULL_B " and ended there.\n"
    "paragraph: repairs to the breakwater, which have been put off\n"
    "paragraph: a new register\n"
    "paragraph: storage for grain\n"
    "paragraph: " FULL_C "\n" },
  /* The second number is that of a note because the first one is; the page does not show its mark. */
  { "notes-that-count-on",
    { { 0, LEFT, 600, ROMAN, SIZE, "The harbour authority counted the ships" },
      { 0, 248.3, 596, ROMAN, 7, "1" },
      { 0, 255, 600, ROMAN, SIZE, "that came in during the first week of the month, and in" },
      { 0, LEFT, 614, ROMAN, SIZE, "the second one it did not." },
      { 0, LEFT, 744, ROMAN, 9, "1. See the lists of the pilots." },
      { 0, LEFT, 755, ROMAN, 9, "2. Kept in the office." } },
    "paragraph: The harbour authority counted the ships\xc2\xb9 that came in during the first week "
    "of the month, and in the second one it did not.\n"
    "footnote: 1. See the lists of the pilots.\n"
    "footnote: 2. Kept in the office.\n" },
  /* Text in small type at the foot of the next page is no part of the last note. */
  { "quotation-after-note",
    { { 0, LEFT, 600, ROMAN, SIZE, "The harbour authority counted the ships" },
      { 0, 248.3, 596, ROMAN, 7, "1" },
      { 0, 255, 600, ROMAN, SIZE, "that came in during the first week of the month, and in" },
      { 0, LEFT, 614, ROMAN, SIZE, "the second one it did not." },
      { 0, LEFT, 744, ROMAN, 9, "1. See the lists of the pilots." },
      { 1, LEFT, 700, ROMAN, SIZE, FULL_A },
      { 1, LEFT, 740, ROMAN, 9,
        "Transport by rail is kept in the office of the harbour, where it can be seen by anyone "
        "who "
        "asks the clerk" },
      { 1, LEFT, 751, ROMAN, 9, "unconditionally on a working day." } },
    "paragraph: The harbour authority counted the ships\xc2\xb9 that came in during the first week "
    "of the month, and in the second one it did not.\n"
    "footnote: 1. See the lists of the pilots.\n"
    "paragraph: " FULL_A "\n"
    "paragraph: Transport by rail is kept in the office of the harbour, where it can be seen by "
    "anyone who asks the clerk unconditionally on a working day.\n" },
  /* A letter as high as several lines makes them none. */
  { "mark-beside-lines",
    { { 0, LEFT, 100, ROMAN, SIZE, "Ann Lee" },
      { 0, LEFT, 113, ROMAN, SIZE, "Old Quay 2" },
      { 0, LEFT, 126, ROMAN, SIZE, "New Ross" },
      { 0, LEFT, 139, ROMAN, SIZE, "Ireland" },
      { 0, 440, 139, BOLD, 46, "H" },
      { 0, LEFT, 300, ROMAN, SIZE, FULL_A },
      { 0, LEFT, 314, ROMAN, SIZE, "in the end." } },
    "heading 1: H\n"
    "paragraph: Ann Lee|Old Quay 2|New Ross|Ireland\n"
    "paragraph: " FULL_A " in the end.\n" },
};

static BrvSource *
import_bytes (GBytes *bytes, const BrvImportHints *hints, GError **error)
{
  g_autoptr (BrvImportResult) result = brv_importer_run (bytes, hints, "a.pdf", TRUE, error);

  return result != NULL ? brv_source_ref (brv_import_result_get_source (result, 0)) : NULL;
}

static BrvSource *
import_lines (const PdfLine *lines, guint n_lines, const PdfExtras *extras)
{
  g_autoptr (GBytes) bytes = pdf_fixture_new (lines, n_lines, extras);
  g_autoptr (GError) error = NULL;
  BrvImportHints hints = { .name = "a.pdf" };
  BrvSource *source = import_bytes (bytes, &hints, &error);

  g_assert_no_error (error);
  g_assert_nonnull (source);
  return source;
}

static char *
describe (const BrvSource *source)
{
  GString *out = g_string_new (NULL);
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    {
      g_autofree char *text = g_strndup (brv_source_get_text (source) + blocks[i].range.start,
                                         brv_range_length (blocks[i].range));

      g_strdelimit (text, "\n", '|');
      g_string_append_printf (out, "%s%s", blocks[i].kept ? "" : "-",
                              brv_role_get_name (blocks[i].role));
      if (blocks[i].level > 0)
        g_string_append_printf (out, " %u", blocks[i].level);
      g_string_append_printf (out, ": %s\n", text);
    }
  return g_string_free (out, FALSE);
}

static guint
count_lines (const PdfLine *lines)
{
  guint n = 0;

  while (lines[n].text != NULL)
    n++;
  return n;
}

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (BrvSource) source =
        import_lines (layouts[i].lines, count_lines (layouts[i].lines), NULL);
      g_autofree char *blocks = describe (source);

      g_test_message ("%s", layouts[i].name);
      g_assert_cmpstr (blocks, ==, layouts[i].blocks);
    }
}

/* A page can be turned by its entry, or what is drawn on it can. */
static const PdfExtras turns[] = {
  { .page = "/MediaBox [0 0 595 842] /Rotate 90" },
  { .page = "/MediaBox [0 0 595 842] /Rotate 180" },
  { .page = "/MediaBox [0 0 595 842] /Rotate 270" },
  { .page = "/MediaBox [0 0 842 595]", .content = "0 1 -1 0 842 0 cm\n" },
  { .page = "/MediaBox [0 0 842 595]", .content = "0 -1 1 0 0 595 cm\n" },
  { .page = "/MediaBox [0 0 595 842]", .content = "-1 0 0 -1 595 842 cm\n" },
  { .page = "/MediaBox [0 0 842 595] /Rotate 90", .content = "0 1 -1 0 842 0 cm\n" },
  { .page = "/MediaBox [0 0 842 595] /Rotate 270", .content = "0 1 -1 0 842 0 cm\n" },
};

/* Text reads alike however it stands: each layout in three ways, each way with several layouts. */
static void
test_turned (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    for (guint k = i % 3; k < G_N_ELEMENTS (turns); k += 3)
      {
        g_autoptr (BrvSource) source =
          import_lines (layouts[i].lines, count_lines (layouts[i].lines), &turns[k]);
        g_autofree char *blocks = describe (source);

        g_test_message ("%s, turn %u", layouts[i].name, k);
        g_assert_cmpstr (blocks, ==, layouts[i].blocks);
      }
}

static void
test_columns (void)
{
  static const char *const left[] = {
    "The first column has lines that are as",   "long as it is wide, and there are some",
    "more of them, so that nobody could take",  "them for the cells of a table, and the",
    "last of them goes on in the other column",
  };
  static const char *const right[] = {
    "where the paragraph ends.",
    "The second paragraph stands only in the",
    "second column, and has as many lines as",
    "it takes to fill it, until at last it is",
    "at its end, which is here.",
  };
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));
  PdfLine title = { 0, 190, 90, BOLD, 18, "Two columns of text" };
  g_autoptr (BrvSource) source = NULL;
  g_autofree char *blocks = NULL;

  g_array_append_val (lines, title);
  for (guint i = 0; i < 5; i++)
    {
      PdfLine a = { 0, 72, 130 + 14 * i, FIXED, 8.5, left[i] };
      PdfLine b = { 0, 310, 130 + 14 * i, FIXED, 8.5, right[i] };

      g_array_append_val (lines, a);
      g_array_append_val (lines, b);
    }
  source = import_lines ((const PdfLine *)(gpointer)lines->data, lines->len, NULL);
  blocks = describe (source);
  g_assert_cmpstr (blocks, ==,
                   "title: Two columns of text\n"
                   "paragraph: The first column has lines that are as long as it is wide, and "
                   "there are some more of them, so that nobody could take them for the cells of a "
                   "table, and the last of them goes on in the other column where the paragraph "
                   "ends.\n"
                   "paragraph: The second paragraph stands only in the second column, and has as "
                   "many lines as it takes to fill it, until at last it is at its end, which is "
                   "here.\n");
  g_array_unref (lines);
}

typedef struct
{
  const char *before;
  const char *after;
  const char *joined;
} Hyphenation;

static void
test_hyphens (void)
{
  static const Hyphenation cases[] = {
    { "and asked the har-", "bour again", "the harbour again" },
    { "and asked the decision-", "makers again", "the decision-makers again" },
    { "and asked the Anglo-", "Saxon again", "the Anglo-Saxon again" },
    { "and asked in 2019-", "2020 again", "in 2019-2020 again" },
    { "and asked in two-", "and three-storey", "in two- and three-storey" },
    { "and asked for an es-", "timate again", "an estimate again" },
    { "and asked the self-", "contained ones", "the self-contained ones" },
    { "and asked the state-of-the-", "art ones", "the state-of-the-art ones" },
    { "and asked the soft\\255", "ened ones", "the softened ones" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PdfLine lines[] = {
        { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
        { 0, LEFT, 114, ROMAN, SIZE,
          "compared the decision-makers with the harbour and the state of art, while the pilots, "
          "of whom" },
        { 0, 390, 128, ROMAN, SIZE, cases[i].before },
        { 0, LEFT, 142, ROMAN, SIZE, cases[i].after },
      };
      g_autoptr (BrvSource) source = NULL;

      /* Set flush with the right edge, as the end of a full line. */
      lines[2].x = 523 - 5.05 * (double)strlen (cases[i].before);
      source = import_lines (lines, G_N_ELEMENTS (lines), NULL);
      g_test_message ("%s %s: %s", cases[i].before, cases[i].after, brv_source_get_text (source));
      g_assert_nonnull (strstr (brv_source_get_text (source), cases[i].joined));
    }
}

static void
test_page_labels (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 100, ROMAN, SIZE, "A preface of one line." },
    { 1, LEFT, 100, ROMAN, SIZE, "A first page of text." },
    { 2, LEFT, 100, ROMAN, SIZE, "A second page of text." },
  };
  static const char *const labels[] = { "i", "1", "2" };
  PdfExtras extras = { .catalog = "/PageLabels << /Nums [ 0 << /S /r >> 1 << /S /D >> ] >>" };
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), &extras);
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, 3);
  for (guint i = 0; i < n_blocks; i++)
    {
      g_assert_cmpint (blocks[i].page, ==, (gint)i);
      g_assert_cmpstr (blocks[i].page_label, ==, labels[i]);
    }
}

/* An article that was cut out of a journal, whose file counts its pages from 1. */
static void
test_printed_numbers (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 100, BOLD, 20, "Ships in the harbour" },
    { 0, LEFT, 140, ROMAN, SIZE, "A first page without a number." },
    { 1, 500, 50, ROMAN, 8, "346" },
    { 1, LEFT, 100, ROMAN, SIZE, "A second page of text." },
    { 2, 500, 50, ROMAN, 8, "347" },
    { 2, LEFT, 100, ROMAN, SIZE, "A third page of text." },
    { 3, 500, 50, ROMAN, 8, "348" },
    { 3, LEFT, 100, ROMAN, SIZE, "A fourth page of text." },
  };
  static const char *const labels[] = { "345", "346", "347", "348" };
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), NULL);
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);

  g_assert_cmpuint (n_blocks, ==, 8);
  for (guint i = 0; i < n_blocks; i++)
    g_assert_cmpstr (blocks[i].page_label, ==, labels[blocks[i].page]);
}

typedef struct
{
  const char *info;
  const char *title; /* (nullable) */
  BrvEvidence evidence;
  const char *author; /* (nullable) */
} Metadata;

static void
test_metadata (void)
{
  static const Metadata cases[] = {
    { "/Title (Microsoft Word - report_v2.doc) /Author (jsmith)", "Ships in the harbour",
      BRV_EVIDENCE_VISIBLE_TEXT, NULL },
    { "/Title (Ships in the Harbour) /Author (Administrator)", "Ships in the Harbour",
      BRV_EVIDENCE_META, NULL },
    { "/Title (Another template) /Author (Ann Lee, Bo Ek)", "Ships in the harbour",
      BRV_EVIDENCE_VISIBLE_TEXT, "Ann Lee" },
    { "/CreationDate (D:20240101120000Z)", "Ships in the harbour", BRV_EVIDENCE_VISIBLE_TEXT,
      NULL },
    /* UTF-8 that the file does not call so. */
    { "/Author (Ren\\303\\251 L\\304\\215)", "Ships in the harbour", BRV_EVIDENCE_VISIBLE_TEXT,
      "René Lč" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PdfLine lines[] = {
        { 0, 180, 90, BOLD, 20, "Ships in the harbour" },
        { 0, LEFT, 130, ROMAN, SIZE, FULL_A },
        { 0, LEFT, 144, ROMAN, SIZE, "in the end." },
      };
      PdfExtras extras = { .info = cases[i].info };
      g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), &extras);
      const char *const *authors =
        brv_record_get_list (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS);

      g_test_message ("%s", cases[i].info);
      g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_TITLE), ==, cases[i].title);
      g_assert_cmpint (
        brv_record_get_evidence (brv_source_get_record (source), BRV_SOURCE_FIELD_TITLE), ==,
        cases[i].evidence);
      g_assert_cmpstr (authors != NULL ? authors[0] : NULL, ==, cases[i].author);
      g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_DATE));
    }
}

static void
test_visible_date_and_byline (void)
{
  PdfLine lines[] = {
    { 0, 180, 90, BOLD, 20, "Ships in the harbour" },
    { 0, 220, 120, ROMAN, SIZE, "By Ann Lee and Bo Ek" },
    { 0, 250, 145, ROMAN, SIZE, "12 March 2024" },
    { 0, LEFT, 180, ROMAN, SIZE, FULL_A },
    { 0, LEFT, 194, ROMAN, SIZE, "in the end." },
  };
  PdfExtras extras = { .catalog = "/Lang (en-GB)" };
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), &extras);
  g_autofree char *authors =
    brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, "; ");

  g_assert_cmpstr (authors, ==, "Ann Lee; Bo Ek");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, "2024-03-12");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_LANGUAGE), ==, "en-GB");
}

/* The head of the second page is known from the title, though no other page has it. */
static void
test_title_as_head (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 90, BOLD, 20, "Ships in the harbour" },
    { 0, LEFT, 130, ROMAN, SIZE, FULL_A },
    { 1, LEFT, 50, ROMAN, 8, "Ships in the Harbour" },
    { 1, 480, 50, BOLD, SIZE + 2, "Draft" },
    { 1, LEFT, 130, ROMAN, SIZE, FULL_B },
  };
  PdfExtras extras = { .info = "/Title (Ships in the harbour)" };
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), &extras);
  g_autofree char *blocks = describe (source);

  g_assert_cmpstr (blocks, ==,
                   "title: Ships in the harbour\n"
                   "paragraph: " FULL_A " " FULL_B "\n"
                   "-furniture: Ships in the Harbour Draft\n");
}

/* Not the largest words of the page, nor named by the file: those that the other pages repeat. */
static void
test_title_of_running_heads (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 90, BOLD, 12, "Ships in the harbour" }, { 0, LEFT, 130, ROMAN, SIZE, FULL_A },
    { 0, LEFT, 160, BOLD, 12, "What was counted" },    { 0, LEFT, 190, ROMAN, SIZE, FULL_B },
    { 1, LEFT, 50, ROMAN, 8, "Ships in the Harbour" }, { 1, LEFT, 130, ROMAN, SIZE, FULL_C },
    { 2, LEFT, 50, ROMAN, 8, "Ships in the Harbour" }, { 2, LEFT, 130, ROMAN, SIZE, FULL_B },
  };
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), NULL);

  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_TITLE), ==, "Ships in the harbour");
}

/* Text recognition gives each line a size of its own. */
static void
test_recognised (void)
{
  PdfLine lines[40] = { { 0 } };
  g_autofree char *blocks = NULL;
  g_autoptr (BrvSource) source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i] =
      (PdfLine){ 0, LEFT, 100 + 14 * i, ROMAN, SIZE * (0.95 + 0.0025 * ((i * 17) % 40)), FULL_A };
  source = import_lines (lines, G_N_ELEMENTS (lines), NULL);
  blocks = describe (source);
  g_assert_cmpstr (strchr (blocks, '\n'), ==, "\n");
}

static void
assert_fails (GBytes *bytes, BrvImportError code, const char *detail)
{
  BrvImportHints hints = { .name = "a.pdf" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = import_bytes (bytes, &hints, &error);

  g_assert_null (source);
  g_assert_error (error, BRV_IMPORT_ERROR, (gint)code);
  if (detail != NULL)
    g_assert_cmpstr (error->message, ==, detail);
}

static void
test_no_text (void)
{
  g_autoptr (GBytes) empty = pdf_fixture_new (NULL, 0, NULL);

  assert_fails (empty, BRV_IMPORT_ERROR_NO_TEXT, "scanned");
}

/* Fonts that give their letters no meaning but numbers for private use. */
static void
test_illegible (void)
{
  PdfLine lines[] = { { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
                      { 0, LEFT, 114, ROMAN, SIZE, FULL_B } };
  g_autoptr (GBytes) legible = pdf_fixture_new (lines, G_N_ELEMENTS (lines), NULL);
  g_autofree char *start = g_strndup (g_bytes_get_data (legible, NULL), g_bytes_get_size (legible));
  g_autoptr (GString) file = g_string_new (start);
  g_autoptr (GString) encoding = g_string_new ("/Encoding << /Differences [ 97");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 26; i++)
    g_string_append_printf (encoding, " /uni%04X", 0xE061 + i);
  g_string_append (encoding, " ] >>");
  g_string_replace (file, "/Encoding /WinAnsiEncoding", encoding->str, 0);
  bytes = g_bytes_new (file->str, file->len);
  assert_fails (bytes, BRV_IMPORT_ERROR_NO_TEXT, "illegible");
}

/* Whatever is left of a file: a source or a clear error, never a crash. */
static void
test_damage (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
    { 1, LEFT, 100, BOLD, 14, FULL_B },
  };
  g_autoptr (GBytes) whole = pdf_fixture_new (lines, G_N_ELEMENTS (lines), NULL);
  gsize length = 0;
  const char *data = g_bytes_get_data (whole, &length);

  for (gsize cut = 9; cut < length; cut += 101)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      BrvImportHints hints = { .name = "a.pdf" };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvSource) source = import_bytes (part, &hints, &error);

      g_assert_true ((source == NULL) == (error != NULL));
    }
  for (gsize at = 9; at < length; at += 73)
    {
      g_autofree char *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;
      BrvImportHints hints = { .name = "a.pdf" };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvSource) source = NULL;

      copy[at] = (char)(copy[at] ^ 0x15);
      changed = g_bytes_new_take (g_steal_pointer (&copy), length);
      source = import_bytes (changed, &hints, &error);
      g_assert_true ((source == NULL) == (error != NULL));
    }
}

typedef struct
{
  const char *body;
  BrvImportError code;
} Hostile;

static void
test_hostile (void)
{
  static const Hostile cases[] = {
    /* Pages that are their own parents and children. */
    { "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[2 0 R 2 0 "
      "R]/Count 2/Parent 2 0 R>> endobj",
      BRV_IMPORT_ERROR_NO_TEXT },
    /* A billion pages, none of them there. */
    { "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count "
      "1000000000>> endobj 3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj",
      BRV_IMPORT_ERROR_DAMAGED },
    { "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count "
      "-5>> endobj 3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj",
      BRV_IMPORT_ERROR_DAMAGED },
    /* A page as large as a country, with a form that draws itself. */
    { "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count "
      "1>> endobj 3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000000 "
      "1000000000]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>> endobj 4 0 obj "
      "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>> "
      "stream\n/X Do\nendstream endobj 5 0 obj <</Length 5>> stream\n/X Do\nendstream endobj",
      BRV_IMPORT_ERROR_NO_TEXT },
    { "1 0 obj 1 0 R endobj", BRV_IMPORT_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file =
        g_strdup_printf ("%%PDF-1.4\n%s\ntrailer <</Root 1 0 R>>\n%%%%EOF\n", cases[i].body);
      g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));
      BrvImportHints hints = { .name = "a.pdf" };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvSource) source = import_bytes (bytes, &hints, &error);

      g_test_message ("case %u: %s", i, error != NULL ? error->message : "-");
      g_assert_null (source);
      g_assert_error (error, BRV_IMPORT_ERROR, (gint)cases[i].code);
    }
}

/* The letters of a page's areas are those of the source's text, in their places. */
static void
test_areas (void)
{
  PdfLine lines[] = {
    { 0, LEFT, 100, ROMAN, SIZE, FULL_A },
    { 0, LEFT, 114, ROMAN, SIZE, "and ended there." },
    { 1, LEFT, 200, BOLD, 14, "Second page" },
  };
  g_autoptr (GBytes) bytes = pdf_fixture_new (lines, G_N_ELEMENTS (lines), NULL);
  g_autoptr (BrvSource) source = import_lines (lines, G_N_ELEMENTS (lines), NULL);
  BrvImportHints hints = { .name = "a.pdf" };
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (BrvPdfDrawer) drawer = NULL;
  g_autoptr (GError) error = NULL;

  drawer = brv_importer_open_pages (bytes, &hints, &error);
  g_assert_no_error (error);
  for (guint page = 0; page < 2; page++)
    {
      g_autofree char *text_sha256 = NULL;
      g_autoptr (GArray) areas = brv_pdf_drawer_find_areas (drawer, page, &text_sha256);
      g_autoptr (BrvDrawnPage) drawn = brv_pdf_drawer_draw (drawer, page, 1.5, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text_sha256, ==, brv_source_get_text_sha256 (source));
      g_assert_cmpuint (brv_raster_get_width_px (brv_drawn_page_get_raster (drawn)), ==, 893);
      for (guint i = 0; i < areas->len; i++)
        {
          const BrvPageArea *area = &g_array_index (areas, BrvPageArea, i);

          g_string_append_len (letters, brv_source_get_text (source) + area->range.start,
                               (gssize)brv_range_length (area->range));
          g_assert_cmpfloat (area->rect.x, >=, LEFT - 1);
          g_assert_cmpfloat (area->rect.y, >, page == 0 ? 85 : 180);
          g_assert_cmpfloat (area->rect.y + area->rect.height, <, page == 0 ? 120 : 210);
        }
    }
  g_assert_true (g_str_has_suffix (letters->str, "andendedthere.Secondpage"));
}

/* Whether a point of a page lies in one of the places of its letters. */
static gboolean
is_in_areas (const GArray *areas, double x, double y)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const BrvRect *rect = &g_array_index (areas, BrvPageArea, i).rect;

      if (x >= rect->x - 1 && x <= rect->x + rect->width + 1 && y >= rect->y - 1 &&
          y <= rect->y + rect->height + 1)
        return TRUE;
    }
  return FALSE;
}

/* Whichever way the text runs, the places are those of the page as it is drawn: all its ink is there. */
static void
test_turned_areas (void)
{
  PdfLine line = { 0, LEFT, 111, ROMAN, SIZE, "Ships in the harbour" };

  for (guint k = 0; k < G_N_ELEMENTS (turns); k++)
    {
      g_autoptr (GBytes) bytes = pdf_fixture_new (&line, 1, &turns[k]);
      BrvImportHints hints = { .name = "a.pdf" };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvPdfDrawer) drawer = brv_importer_open_pages (bytes, &hints, &error);
      g_autofree char *text_sha256 = NULL;
      g_autoptr (GArray) areas = NULL;
      g_autoptr (BrvDrawnPage) drawn = NULL;
      const BrvRaster *raster = NULL;
      const guint8 *pixels = NULL;
      guint n_inked = 0;

      g_test_message ("turn %u", k);
      g_assert_no_error (error);
      areas = brv_pdf_drawer_find_areas (drawer, 0, &text_sha256);
      g_assert_cmpuint (areas->len, ==, strlen ("Shipsintheharbour"));
      drawn = brv_pdf_drawer_draw (drawer, 0, 1, &error);
      g_assert_no_error (error);
      raster = brv_drawn_page_get_raster (drawn);
      pixels = g_bytes_get_data (brv_raster_get_pixels (raster), NULL);
      for (guint y = 0; y < brv_raster_get_height_px (raster); y++)
        for (guint x = 0; x < brv_raster_get_width_px (raster); x++)
          if (pixels[((gsize)y * brv_raster_get_width_px (raster) + x) * 4 + 1] < 128)
            {
              n_inked++;
              g_assert_true (is_in_areas (areas, x + 0.5, y + 0.5));
            }
      g_assert_cmpuint (n_inked, >, 50);
    }
}

static void
test_no_such_page (void)
{
  g_autoptr (GBytes) bytes = pdf_fixture_new (NULL, 0, NULL);
  BrvImportHints hints = { .name = "a.pdf" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPdfDrawer) drawer = brv_importer_open_pages (bytes, &hints, &error);

  g_assert_no_error (error);
  g_assert_null (brv_pdf_drawer_draw (drawer, 7, 1, &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/pdf-importer/layouts", test_layouts);
  g_test_add_func ("/import/pdf-importer/turned", test_turned);
  g_test_add_func ("/import/pdf-importer/columns", test_columns);
  g_test_add_func ("/import/pdf-importer/hyphens", test_hyphens);
  g_test_add_func ("/import/pdf-importer/page-labels", test_page_labels);
  g_test_add_func ("/import/pdf-importer/printed-numbers", test_printed_numbers);
  g_test_add_func ("/import/pdf-importer/metadata", test_metadata);
  g_test_add_func ("/import/pdf-importer/date-and-byline", test_visible_date_and_byline);
  g_test_add_func ("/import/pdf-importer/title-as-head", test_title_as_head);
  g_test_add_func ("/import/pdf-importer/title-of-running-heads", test_title_of_running_heads);
  g_test_add_func ("/import/pdf-importer/recognised", test_recognised);
  g_test_add_func ("/import/pdf-importer/no-text", test_no_text);
  g_test_add_func ("/import/pdf-importer/illegible", test_illegible);
  g_test_add_func ("/import/pdf-importer/damage", test_damage);
  g_test_add_func ("/import/pdf-importer/hostile", test_hostile);
  g_test_add_func ("/import/pdf-importer/areas", test_areas);
  g_test_add_func ("/import/pdf-importer/turned-areas", test_turned_areas);
  g_test_add_func ("/import/pdf-importer/no-such-page", test_no_such_page);
  return g_test_run ();
}
