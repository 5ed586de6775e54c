#include "formats/card_catalogue.h"

#include "base/json.h"
#include "election/card_builder.h"

#include <gtest/gtest.h>

#include <limits>

namespace recanvass::formats {
namespace {

base::Json sample() {
  election::CardStoreBuilder builder;
  builder.add_contest({{"m"}, "Mayor", 1, 0, 1, {{{"a"}, "A", {}}}});
  builder.add_redacted({"r", election::CardCount(2), {{0, 0, election::VoteCount(1)}}});
  builder.profile({builder.style("s"), 0, 0, true});
  builder.batch(builder.tabulator("t"), "b");
  return *base::parse_json(card_catalogue(builder.finish()), "catalogue");
}

TEST(CardCatalogue, GivesBackTheNames) {
  const auto read = read_card_catalogue(base::canonical_json(sample()));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->names.contests[0].choices[0].name, "A");
  EXPECT_EQ(read->names.styles, (std::vector<std::string>{"", "s"}));
  EXPECT_TRUE(read->names.profiles[0].adjudicated);
  EXPECT_EQ(read->names.batches[0].name, "b");
  EXPECT_EQ(read->redacted[0].cards, election::CardCount(2));
}

TEST(CardCatalogue, EachMemberThatIsMissingOrAnotherIsRefused) {
  const base::Json sound = sample();
  const base::Json whole = sound.flatten();
  for (const auto& [pointer, value] : whole.items()) {
    base::Json spoiled = sample();
    spoiled[base::Json::json_pointer(pointer)] = base::Json::object({{"x", 1}});
    EXPECT_FALSE(read_card_catalogue(base::canonical_json(spoiled)).has_value()) << pointer;
    if (!value.is_number()) continue;
    spoiled[base::Json::json_pointer(pointer)] = -1;
    EXPECT_FALSE(read_card_catalogue(base::canonical_json(spoiled)).has_value()) << pointer;
  }
  for (const auto& [key, value] : sound.items()) {
    base::Json spoiled = sound;
    spoiled.erase(key);
    EXPECT_FALSE(read_card_catalogue(base::canonical_json(spoiled)).has_value()) << key;
  }
  for (const char* text : {"", "[]", "{}", "7", "{\"schema\":\"recanvass.card-store/2\"}"}) {
    EXPECT_FALSE(read_card_catalogue(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace recanvass::formats
