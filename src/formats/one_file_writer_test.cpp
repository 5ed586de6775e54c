#include "formats/one_file_writer.h"

#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace recanvass::formats
