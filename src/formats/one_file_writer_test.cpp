#include "formats/one_file_writer.h"

#include "formats/card_round_trip.h"
#include "formats/text.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::formats {
namespace {

// Writes a line a card, and says so at both ends.
class LineWriter final : public OneFileWriter {
 public:
  explicit LineWriter(const std::filesystem::path& path)
      : OneFileWriter(path, {{CardFact::ImprintedId}, {}}) {}

 private:
  void begin() override { put(fmt::format("begin {}\n", contests().size())); }
  void write_card(const election::CardStore&, const CardFacts& facts, const election::CardChunk&,
                  std::uint32_t) override {
    put(fmt::format("{} {}\n", card_number(), facts.imprinted_id));
  }
  void end() override { put("end\n"); }
};

TEST(OneFileWriter, PartsFollowOneAnotherInOneFileThatIsThereAtTheEnd) {
  const TripFolder folder;
  const std::filesystem::path path = folder.path() / "lines.txt";
  LineWriter writer(path);
  writer.add(three_cards());
  writer.add(three_cards());
  EXPECT_FALSE(std::filesystem::exists(path));
  const auto written = writer.finish();
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written->cards, 6U);
  EXPECT_EQ(written->files, std::vector<std::string>{"lines.txt"});
  EXPECT_EQ(written->unsayable.at("styles of cards"), 6U);
  EXPECT_EQ(*read_bytes(path, "lines"),
            "begin 2\n1 7-4-1\n2 7-4-2\n3 7-4-3\n4 7-4-1\n5 7-4-2\n6 7-4-3\nend\n");
}

election::CardStore store_of_unknown_limit(std::vector<election::Mark> marks) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"}, "Council", 0, 0, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}}});
  builder.add_card(
      {builder.profile({}), builder.batch(builder.tabulator("1"), "1"), 0, true, {}, {}});
  builder.add_marking(0, builder.markings(0).code_of(election::MarkingState::Marked, marks));
  return builder.finish();
}

// A limit that is not known is the most that a card has, and a later card must not have more.
TEST(OneFileWriter, ALimitThatIsMadeUpMakesNoOvervotes) {
  const election::CardStore two = store_of_unknown_limit({{0, 0, 1}, {1, 0, 1}});
  const election::CardStore one = store_of_unknown_limit({{0, 0, 1}});
  for (const auto& [format, text, lost_of_one] :
       {std::tuple{CardFormat::ClearBallot, "Vote For 2", 1U},
        {CardFormat::ChoiceColumns, "Council,\n", 0U}}) {
    const TripFolder folder;
    const auto path = folder.path() / "two";
    EXPECT_EQ(write_trip(two, format, path).unsayable.at(kLostVoteForUnknown), 1U);
    EXPECT_NE(read_bytes(path, "two")->find(text), std::string::npos);
    EXPECT_EQ(write_trip(one, format, folder.path() / "one").unsayable.count(kLostVoteForUnknown),
              lost_of_one);
    const auto writer = card_writer(format, folder.path() / "both", "x");
    writer->add(one);
    writer->add(two);
    const auto refused = writer->finish();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.problems()[0].cause, "convert.votes");
    EXPECT_EQ(refused.problems()[0].found, "a card with 2 votes");
    EXPECT_EQ(refused.problems()[0].wanted, "1 at most, as the cards before have");
  }
}

}  // namespace
}  // namespace recanvass::formats
