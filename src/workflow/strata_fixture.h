// For tests only: Kalamazoo 2018 as files, made from its published figures: a stratum with records
// and one without. Who voted how on which card is not published; totals are.
// Used by the tests of audits over strata.
#pragma once

#include "store/temporary_folder_test.h"
#include "workflow/strata_audit.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <string>

namespace recanvass::workflow::fixture {

class KalamazooFiles {
 public:
  KalamazooFiles() {
    std::string rows =
        "Kalamazoo,5.17.17.1,,,,,,,,\n"
        ",,,,,,,,Governor (Vote For=1),Governor (Vote For=1)\n"
        ",,,,,,,,Whitmer,Schuette\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,"
        "BallotType,,\n";
    std::string manifest = "Container,Tabulator,Batch Name,Number of Ballots\n";
    constexpr int kCards = 5294;
    constexpr int kBatch = 500;
    for (int card = 0; card < kCards; ++card) {
      // Spread: every card's place among all has its choice.
      const int batch = card / kBatch + 1;
      const int record = card % kBatch + 1;
      const int place = card * 2477 % kCards;
      const char* votes = place < 3765 ? "1,0" : place < 3765 + 1349 ? "0,1" : "0,0";
      rows += fmt::format("{},1,{},{},1-{}-{},Mail,Precinct 1,Style 1,{}\n", card + 1, batch,
                          record, batch, record, votes);
    }
    for (int batch = 1; batch <= kCards / kBatch + 1; ++batch) {
      manifest += fmt::format("Box {0},1,{0},{1}\n", batch,
                              batch <= kCards / kBatch ? kBatch : kCards % kBatch);
    }
    put("cvr.csv", rows);
    put("cvr-manifest.csv", manifest);
    put("other-manifest.csv",
        "Container,Tabulator,Batch Name,Number of Ballots\nBox A,2,1,12000\nBox B,2,2,10372\n");
    put("strata.toml", ask());
  }

  static std::string ask(const std::string& function = "ui-ts") {
    return "design = \"strata\"\nfunction = \"" + function +
           "\"\n[[contest]]\nname = \"Governor\"\nwinners = [\"Whitmer\"]\n"
           "[[stratum]]\nname = \"Records\"\nrecords = [\"cvr.csv\"]\n"
           "manifest = \"cvr-manifest.csv\"\n"
           "[[stratum]]\nname = \"No records\"\nmanifest = \"other-manifest.csv\"\n"
           "votes = { Whitmer = 16934, Schuette = 4220 }\n";
  }

  void put(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  [[nodiscard]] std::vector<StratumFiles> read(const std::string& text) const {
    return read_strata_files(formats::read_audit_ask(text, "strata.toml").value(), folder_.path())
        .value();
  }
  [[nodiscard]] base::Result<StrataAudit> assert_with(const std::string& text) const {
    return assert_strata(text, "strata.toml", read(text));
  }

 private:
  store::TemporaryFolder folder_;
};

}  // namespace recanvass::workflow::fixture
