#include "formats/synthetic_files.h"

#include "base/json.h"
#include "formats/card_import_fixture.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <unistd.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

class SyntheticFilesTest : public testing::Test {
 protected:
  SyntheticFilesTest()
      : folder_(fs::temp_directory_path() / ("synthetic-" + std::to_string(::getpid()))) {}
  ~SyntheticFilesTest() override { fs::remove_all(folder_); }

  std::string content(const std::string& name) { return *read_bytes(folder_ / name, name); }

  std::map<std::string, std::string> write(const generate::ElectionShape& shape, CardFormat format,
                                           base::Executor& executor) {
    fs::remove_all(folder_);
    const auto written =
        write_synthetic(generate::SyntheticElection(shape), format, folder_, executor);
    EXPECT_TRUE(written.ok());
    std::map<std::string, std::string> files;
    for (const std::string& name : written->files) files[name] = content(name);
    return files;
  }

  fs::path folder_;
  base::SerialExecutor serial_;
};

// The last block first, as threads might do it.
class BackwardExecutor : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

generate::ElectionShape faulty_shape() {
  generate::ElectionShape shape;
  shape.seed = 3;
  shape.cards = 130'000;
  shape.contests = 2;
  shape.faults = generate::all_faults();
  return shape;
}

TEST_F(SyntheticFilesTest, TheBytesDoNotDependOnTheOrderOfWork) {
  BackwardExecutor backward;
  const auto first = write(faulty_shape(), CardFormat::DominionCsv, serial_);
  EXPECT_EQ(first, write(faulty_shape(), CardFormat::DominionCsv, backward));
  EXPECT_EQ(first.size(), 3U);
}

TEST_F(SyntheticFilesTest, TheTruthSaysWhatEachFaultChanged) {
  const auto files = write(faulty_shape(), CardFormat::DominionCsv, serial_);
  const auto truth = base::parse_json(files.at("truth.json"), "truth.json");
  ASSERT_TRUE(truth.ok());
  EXPECT_EQ(truth->at("synthetic"), true);
  std::int64_t paper = 0;
  std::int64_t records = 0;
  for (const base::Json& county : truth->at("counties")) {
    paper += county.at("cards").get<std::int64_t>();
    records += county.at("records").get<std::int64_t>();
  }
  EXPECT_EQ(paper, 130'000);
  std::int64_t more = 0;
  ASSERT_EQ(truth->at("faults").size(), 6U);
  for (const base::Json& fault : truth->at("faults")) {
    const auto touched = fault.at("records").get<std::int64_t>();
    EXPECT_GT(touched, 0);
    if (fault.at("fault") == "missing-cards") more -= touched;
    if (fault.at("fault") == "batch-twice" || fault.at("fault") == "phantom-cards") more += touched;
  }
  // A batch of the machine that loses records may be the one that is doubled.
  EXPECT_NEAR(static_cast<double>(records - paper), static_cast<double>(more), 10);
  // The manifest lists the paper.
  std::int64_t listed = 0;
  const generate::SyntheticElection election(faulty_shape());
  std::string wanted = "CountyID,ScannerID,BatchID,NumBallots,StorageLocation\n";
  for (const generate::SyntheticBatch& batch : election.layout().batches) {
    listed += batch.cards;
    wanted +=
        fmt::format("{},{},{},{},Container {}-{}\n", election.layout().counties[batch.county].name,
                    election.layout().tabulators[batch.tabulator], batch.number, batch.cards,
                    election.layout().tabulators[batch.tabulator], (batch.number - 1) / 20 + 1);
  }
  EXPECT_EQ(files.at("manifest.csv"), wanted);
  EXPECT_EQ(listed, 130'000);
}

// By county or together: the same cards, and each county's export has its own contests only.
TEST_F(SyntheticFilesTest, EachCountyExportsItsOwnCards) {
  generate::ElectionShape shape = faulty_shape();
  shape.cards = 9'000;
  shape.counties = 3;
  shape.contests = 6;
  std::erase(shape.faults, generate::Fault::BatchTwice);  // would be refused when it is read
  const auto together = generate::SyntheticElection(shape);
  const auto by_county = generate::SyntheticElection(shape, generate::PartsOf::Counties);
  std::int64_t records = 0;
  for (std::size_t part = 0; part < together.parts(); ++part) {
    records += together.part(part).records.cards().value();
  }
  fs::remove_all(folder_);
  const auto written = write_synthetic(by_county, CardFormat::CardsCsv, folder_, serial_);
  ASSERT_TRUE(written.ok()) << base::sentences(written.problems());
  EXPECT_EQ(written->cards, static_cast<std::uint64_t>(records));
  const auto truth = base::parse_json(content("truth.json"), "truth.json");
  std::int64_t listed = 0;
  for (const base::Json& county : truth->at("counties")) {
    const std::string name = county.at("county");
    const auto import = imported({folder_ / name / "cards.csv"});
    EXPECT_EQ(import.store.cards().value(), county.at("records").get<std::int64_t>());
    for (std::uint32_t i = 0; i < import.store.contests().size(); ++i) {
      EXPECT_GT(import.store.carrying(i).value(), 0) << name << " carries each of its contests";
    }
    for (const std::string& style : import.store.names().styles) {
      EXPECT_TRUE(style.empty() || style.starts_with(name)) << style;
    }
    const std::string manifest = content(name + "/manifest.csv");
    listed += std::count(manifest.begin(), manifest.end(), '\n') - 1;
  }
  EXPECT_EQ(listed, static_cast<std::int64_t>(by_county.layout().batches.size()));
}

TEST_F(SyntheticFilesTest, AFolderWithSomethingInItIsLeftAlone) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "mine.txt") << "mine";
  const auto refused =
      write_synthetic(generate::SyntheticElection({}), CardFormat::DominionJson, folder_, serial_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problems()[0].cause, "file.folder");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace recanvass::formats
