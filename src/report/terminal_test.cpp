#include "report/terminal.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(Terminal, TextIsBrokenAtSpacesAndNeverWiderThanAsked) {
  EXPECT_EQ(wrapped("the last county canvass was received", 12),
            (std::vector<std::string>{"the last", "county", "canvass was", "received"}));
  EXPECT_EQ(wrapped("exact fit", 9), (std::vector<std::string>{"exact fit"}));
  EXPECT_EQ(wrapped("", 9), (std::vector<std::string>{""}));
  EXPECT_EQ(wrapped("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrapped("a\n\nb", 9), (std::vector<std::string>{"a", "", "b"}));
}

TEST(Terminal, WidthCountsColumnsAndNotBytes) {
  EXPECT_EQ(width_of("abc"), 3);
  EXPECT_EQ(width_of("Do\xC3\xB1"
                     "a Ana"),
            8);
  EXPECT_EQ(width_of("e\xCC\x81"), 1) << "a combining accent takes no column";
  EXPECT_EQ(width_of("\xE6\x8A\x95\xE7\xA5\xA8"), 4) << "two wide characters";
}

TEST(Terminal, NothingFromAFileSteersTheTerminal) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(printable("a\x1b[31mb"), "a" + mark + "[31mb");
  EXPECT_EQ(printable("a\rb\tc"), "a" + mark + "b" + mark + "c");
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a" + mark + "b")
      << "right-to-left override";
  EXPECT_EQ(printable("a\xFF"
                      "b"),
            "a" + mark + "b")
      << "not UTF-8";
  EXPECT_EQ(printable("two\nlines"), "two\nlines");
}

TEST(Terminal, ColourIsWrittenOnlyWhenWanted) {
  EXPECT_EQ(painted("Yes", Tone::Good, {80, false}), "Yes");
  EXPECT_EQ(painted("Yes", Tone::Good, {80, true}), "\x1b[32mYes\x1b[0m");
  EXPECT_EQ(painted("Yes", Tone::Plain, {80, true}), "Yes");
}

TEST(Terminal, ALabelsTextHangsUnderItself) {
  EXPECT_EQ(labelled("By when?", "today, Friday 25 November 2016, at 17:00, and then no more", 11,
                     {40, false}),
            "  By when?   today, Friday 25 November\n"
            "             2016, at 17:00, and then no\n"
            "             more\n");
}

TEST(Terminal, ALabelTooWideHasALineOfItsOwn) {
  EXPECT_EQ(labelled("Read the statute", "words", 8, {40, false}, Tone::Plain, 0),
            "Read the statute\n        words\n");
  EXPECT_EQ(labelled("seven!!", "words", 8, {40, false}, Tone::Plain, 0), "seven!! words\n");
}

TEST(Terminal, ATableFitsTheScreenByWrappingItsFlexibleColumn) {
  Table table({{"State", Align::Left}, {"Votes", Align::Right}, {"Words", Align::Left, true}});
  table.add({{"WI"}, {"22,617"}, {"a petition is open until the last moment"}});
  table.add({{"MI"}, {"10,704"}, {""}});
  EXPECT_EQ(table.text({40, false}),
            "State   Votes  Words\n"
            "WI     22,617  a petition is open until\n"
            "               the last moment\n"
            "MI     10,704\n");
}

TEST(Terminal, ATableWithoutHeadsHasNoLineForThem) {
  Table table({{""}, {"", Align::Right}});
  table.add({{"Ada"}, {"5"}});
  EXPECT_EQ(table.text({80, false}, 2), "  Ada  5\n");
}

TEST(Terminal, NoLineOfATableEndsInASpace) {
  Table table({{"A"}, {"B", Align::Right}, {"C"}});
  table.add({{"1"}, {""}, {""}});
  table.add({{""}, {"2"}, {"x"}});
  const std::string text = table.text({80, false}, 2);
  EXPECT_EQ(text.find(" \n"), std::string::npos) << text;
}

TEST(Terminal, AMessageThatFitsStaysAndALongOneHangs) {
  EXPECT_EQ(hanging("a.csv:1: short\nb.csv:2: short", 40), "a.csv:1: short\nb.csv:2: short\n");
  EXPECT_EQ(hanging("returns.csv:17: found a very long thing; wanted another\nnext", 40),
            "returns.csv:17: found a very long\n  thing; wanted another\nnext\n");
}

}  // namespace
}  // namespace recanvass::report
