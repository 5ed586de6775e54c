#include "formats/marks_csv_writer.h"

#include "formats/card_round_trip.h"
#include "formats/csv_stream.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(MarksCsvWriter, EachMarkHasARowAndWhatIsNotMarkedOne) {
  EXPECT_EQ(text_of_export(three_cards(), CardFormat::MarksCsv),
            "card,tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,"
            "counting_group,adjudicated,contest_id,contest,state,rank,choice_id,choice,mark,votes,"
            "vote_unit\n"
            "1,7,4,1,7-4-1,a,1,S,P & Q,Mail,0,1,\"Mayor, City\",marked,,12,Ben,choice,1,1\n"
            "1,7,4,1,7-4-1,a,1,S,P & Q,Mail,0,1,\"Mayor, City\",marked,,13,Write-in,choice,1,1\n"
            "1,7,4,1,7-4-1,a,1,S,P & Q,Mail,0,2,Sheriff,marked,1,22,Di,choice,1,1\n"
            "1,7,4,1,7-4-1,a,1,S,P & Q,Mail,0,2,Sheriff,marked,2,21,Cy: C.,choice,1,1\n"
            "2,7,4,2,7-4-2,b,1,S,P & Q,Mail,0,1,\"Mayor, City\",blank,,,,,0,1\n"
            "2,7,4,2,7-4-2,b,1,S,P & Q,Mail,0,2,Sheriff,overvoted,,,,,0,1\n"
            "3,7,4,3,7-4-3,b,2,S,P & Q,Mail,0,,,,,,,,,\n");
}

// The table of marks has no reader: its rows are looked at as anybody would.
TEST(MarksCsvWriter, ARowAMarkSaysWhatTheCardsSay) {
  const TripFolder folder;
  const election::CardStore store = every_kind_of_card();
  const std::filesystem::path path = folder.path() / "marks.csv";
  write_trip(store, CardFormat::MarksCsv, path);
  auto source = open_file(path, "marks.csv");
  ASSERT_TRUE(source.ok());
  CsvStream rows(**source, "marks.csv");
  ASSERT_TRUE(rows.next());
  ASSERT_EQ(rows.fields().size(), 20U);
  std::map<std::pair<std::uint64_t, std::string>, std::pair<std::string, std::set<std::string>>>
      said;
  std::uint64_t cards = 0;
  while (rows.next()) {
    const auto fields = rows.fields();
    ASSERT_EQ(fields.size(), 20U);
    const std::uint64_t card = position_of(fields[0]);
    cards = std::max(cards, card);
    if (fields[11].empty()) continue;
    auto& [state, marks] = said[{card - 1, std::string(fields[12])}];
    state = fields[13];
    if (fields[17].empty()) continue;
    const std::string name = fields[17] == "choice"             ? std::string(fields[16])
                             : fields[17] == "invalid write-in" ? "(invalid)"
                                                                : "(several)";
    marks.insert(fields[14].empty() ? name : fmt::format("{} {}", fields[14], name));
  }
  EXPECT_TRUE(rows.problems().empty());
  EXPECT_EQ(cards, 72U);
  for (std::uint64_t card = 0; card < 72; ++card) {
    for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
      const auto marking = store.marking(store.place_of(card), i);
      const auto found = said.find({card, store.contests()[i].name});
      ASSERT_EQ(found != said.end(), marking.has_value());
      if (!marking) continue;
      const auto& [state, marks] = found->second;
      const std::string list = fmt::format("{}", fmt::join(marks, " + "));
      EXPECT_EQ(state == "marked"      ? list
                : state == "overvoted" ? "over: " + list
                                       : state,
                said_in_words(store, i, *marking, Call::Names));
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
