#include "formats/clear_ballot_writer.h"

#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ClearBallotWriter, ChoicesAndRanksAreColumns) {
  EXPECT_EQ(
      text_of_export(three_cards(), CardFormat::ClearBallot),
      "BallotID,PrecinctID,BallotStyleID,Status,Remade,ScanComputerName,BoxID,BoxPosition,"
      "\"Choice_1_1:Mayor, City:Vote For 2:Ada:\",\"Choice_2_1:Mayor, City:Vote For 2:Ben:\","
      "\"Choice_3_1:Mayor, City:Vote For 2:Write-in:\",Choice_4_1:Sheriff:1:Vote For 1:Cy; C.:,"
      "Choice_5_1:Sheriff:1:Vote For 1:Di:,Choice_6_1:Sheriff:2:Vote For 1:Cy; C.:,"
      "Choice_7_1:Sheriff:2:Vote For 1:Di:\n"
      "7-4-1,P & Q,S,0,0,7,4,1,0,1,1,0,1,1,0\n"
      "7-4-2,P & Q,S,0,0,7,4,2,0,0,0,1,1,0,0\n"
      "7-4-3,P & Q,S,0,0,7,4,3,,,,,,,\n");
}

}  // namespace
}  // namespace recanvass::formats
