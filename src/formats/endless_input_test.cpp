// Lines, texts and records without an end: each reader stops soon, in memory that does not grow.
#include "formats/confined_import.h"
#include "formats/csv_stream.h"
#include "formats/dominion_json.h"
#include "formats/json_records.h"
#include "formats/package_fixture.h"
#include "formats/xml_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <unistd.h>

namespace recanvass::formats {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20U;
constexpr std::size_t kFiveGigabytes = std::size_t{5} << 30U;

// A beginning, then one byte again and again up to 5 GB. Nothing of it is on a disk.
class RepeatingSource : public ByteSource {
 public:
  RepeatingSource(std::string_view begin, char byte) : begin_(begin), byte_(byte) {}
  base::Result<std::size_t> read(std::span<char> to) override {
    if (given_ >= kFiveGigabytes) return std::size_t{0};
    const std::size_t head = std::min(to.size(), begin_.size() - std::min(given_, begin_.size()));
    std::copy_n(begin_.data() + std::min(given_, begin_.size()), head, to.data());
    std::fill(to.begin() + static_cast<std::ptrdiff_t>(head), to.end(), byte_);
    given_ += to.size();
    return to.size();
  }
  [[nodiscard]] std::size_t given() const { return given_; }

 private:
  std::string_view begin_;
  char byte_;
  std::size_t given_ = 0;
};

TEST(EndlessInput, ALineOfCsvIsRefusedAfterAFewMebibytes) {
  for (const std::string_view begin : {"", "a,\"", "a,b\n1,"}) {
    RepeatingSource source(begin, 'x');
    CsvStream rows(source, "line.csv");
    while (rows.next()) {
    }
    ASSERT_EQ(rows.problems().size(), 1U) << begin;
    EXPECT_EQ(rows.problems()[0].cause, "csv.row-too-long") << begin;
    EXPECT_LT(source.given(), 16 * kMebibyte) << begin;
  }
}

TEST(EndlessInput, ARecordOfJsonIsRefusedAfterAFewMebibytes) {
  for (const std::string_view begin :
       {R"({"Sessions":[{"TabulatorId":")", R"({"Sessions":[{"TabulatorId":)", R"({"Version":")"}) {
    RepeatingSource source(begin, '1');
    const DominionManifests none;
    election::CardStoreBuilder builder;
    ProblemList problems;
    DominionJsonReader(none, builder, problems).read(source, "record.json");
    ASSERT_FALSE(problems.empty()) << begin;
    EXPECT_EQ(problems.take()[0].cause.substr(0, 5), "json.") << begin;
    EXPECT_LT(source.given(), 64 * kMebibyte) << begin;
  }
}

TEST(EndlessInput, ATextOfXmlIsRefusedAfterAFewMebibytes) {
  class Nobody : public XmlListener {
   public:
    void start(std::string_view, const std::vector<XmlAttribute>&, std::int64_t) override {}
    void end(std::string_view, std::int64_t) override {}
    void text(std::string_view) override {}
  };
  for (const std::string_view begin : {"<Cvr a=\"", "<Cvr><", "<!--"}) {
    RepeatingSource source(begin, 'x');
    Nobody nobody;
    const auto problems = read_xml(source, "text.xml", nobody);
    ASSERT_FALSE(problems.empty()) << begin;
    EXPECT_EQ(problems[0].cause, "xml.syntax") << begin;
    EXPECT_LT(source.given(), 64 * kMebibyte) << begin;
  }
}

// A file of 5 GB that takes no room: a header, then nothing but holes.
TEST(EndlessInput, AFileOfFiveGigabytesOfNothingIsRefusedInLittleMemory) {
  const TemporaryPackage package(PackageFiles{{"a.csv", "Batch,Ballots\n1,"},
                                              {"b.json", R"({"Sessions":[{"TabulatorId":)"},
                                              {"c.xml", "<Cvr><Contests>"}});
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  ReadingLimits limits;
  limits.memory_bytes =
      pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + 64 * kMebibyte;
  for (const char* name : {"a.csv", "b.json", "c.xml"}) {
    const auto path = package.folder() / name;
    ASSERT_EQ(::truncate(path.c_str(), static_cast<off_t>(kFiveGigabytes)), 0);
    const auto read = read_files_confined({path}, {}, limits);
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_NE(read.problems()[0].cause.substr(0, 9), "confined.")
        << name << base::sentences(read.problems());
    EXPECT_EQ(read.problems()[0].place.file, path.string());
  }
}

}  // namespace
}  // namespace recanvass::formats
