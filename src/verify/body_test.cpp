#include "verify/body.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

base::Json json(const char* text) { return *base::parse_json(text, "test"); }

TEST(VerifyBody, AFigureIsAWholeNumberUpToAMillionMillions) {
  struct Case {
    const char* value;
    std::optional<std::int64_t> read;
  };
  for (const Case& row :
       {Case{"0", 0}, Case{"1000000000000", 1000000000000}, Case{"1000000000001", std::nullopt},
        Case{"-1", std::nullopt}, Case{"1.0", std::nullopt}, Case{"\"1\"", std::nullopt},
        Case{"null", std::nullopt}, Case{"18446744073709551615", std::nullopt}}) {
    EXPECT_EQ(figure_of(json((std::string("{\"n\":") + row.value + "}").c_str()), "n"), row.read)
        << row.value;
  }
  EXPECT_EQ(figure_of(json("[]"), "n"), std::nullopt);
}

TEST(VerifyBody, AValueOfAnotherTypeIsNoValue) {
  const base::Json body = json(R"({"t":"x","e":"","l":["a","b"],"m":["a",1],"o":{"a":1},)"
                               R"("p":{"a":"1"},"r":[{"a":1}],"s":[{"a":1},2]})");
  EXPECT_EQ(text_of(body, "t"), "x");
  EXPECT_EQ(text_of(body, "e"), std::nullopt) << "an empty text says nothing";
  for (const char* blank : {" ", "\t", "\u00a0"}) {
    EXPECT_EQ(text_of({{"t", blank}}, "t"), std::nullopt) << "nor does white space";
    EXPECT_EQ(text_or_empty({{"t", blank}}, "t"), "");
  }
  EXPECT_EQ(text_of(body, "l"), std::nullopt);
  EXPECT_EQ(texts_of(body, "l"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(texts_of(body, "m"), std::nullopt);
  EXPECT_EQ(figures_of(body, "o"), (std::map<std::string, std::int64_t>{{"a", 1}}));
  EXPECT_EQ(figures_of(body, "p"), std::nullopt);
  EXPECT_NE(records_of(body, "r"), nullptr);
  EXPECT_EQ(records_of(body, "s"), nullptr);
  EXPECT_EQ(records_of(body, "none"), nullptr);
}

TEST(VerifyBody, NestingIsSeenBeforeParsing) {
  EXPECT_FALSE(nests_deeper_than("[[1],[2]]", 2));
  EXPECT_TRUE(nests_deeper_than("[[1],[[2]]]", 2));
  EXPECT_FALSE(nests_deeper_than("[\"[[[\\\"[[\"]", 1)) << "brackets in texts do not nest";
}

}  // namespace
}  // namespace recanvass::verify
