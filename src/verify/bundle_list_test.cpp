#include "verify/bundle_list.h"

#include "base/json.h"
#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recanvass::verify {
namespace {

using base::Json;

Json sample_list() {
  return *base::parse_json(test::files_of(test::small_parts()).at("bundle.json"), "bundle.json");
}

std::string sealed(Json json) {
  json.erase("self");
  json["self"] = base::hex(base::sha256(base::canonical_json(json)));
  return base::canonical_json(json);
}

std::string cause_of(const std::string& bytes) {
  const auto list = parse_bundle_list(bytes);
  return list ? "" : list.problems().front().cause;
}

TEST(BundleList, IsReadWholeWithItsGroups) {
  const auto list = parse_bundle_list(sealed(sample_list()));
  ASSERT_TRUE(list.ok()) << base::sentences(list.problems());
  EXPECT_EQ(list->origin, test::kOrigin);
  EXPECT_EQ(list->minimum_ballots, 10);
  EXPECT_EQ(list->withheld.at("small"), 2);
  ASSERT_EQ(list->groups.size(), 1U);
  EXPECT_EQ(list->groups[0].votes.at("b"), 9);
  EXPECT_TRUE(list->files.count("checkpoint"));
  EXPECT_FALSE(list->files.count("bundle.json"));
}

TEST(BundleList, EveryDepartureFromTheFormatIsNamed) {
  const auto changed = [](const std::function<void(Json&)>& change) {
    Json json = sample_list();
    change(json);
    return sealed(json);
  };
  struct Case {
    std::string bytes;
    const char* cause;
  };
  Json unsealed = sample_list();
  unsealed["minimum_ballots"] = 9;
  for (const Case& row : {
           Case{"", "list.json"},
           Case{"[]", "list.json"},
           Case{std::string(100, '['), "list.json"},
           Case{"{\"size\":1.5}", "list.json"},
           Case{sealed(sample_list()) + "\n", "list.not-canonical"},
           Case{base::canonical_json(unsealed), "list.self"},
           Case{changed([](Json& json) { json["more"] = 1; }), "list.member"},
           Case{changed([](Json& json) { json.erase("program"); }), "list.member"},
           Case{changed([](Json& json) { json["schema"] = "recanvass.bundle/2"; }), "list.member"},
           Case{changed([](Json& json) { json["size"] = "1"; }), "list.member"},
           Case{changed([](Json& json) { json["files"][0]["path"] = "../x"; }), "list.member"},
           Case{changed([](Json& json) { json["files"][0]["sha256"] = "00"; }), "list.member"},
           Case{changed([](Json& json) { std::swap(json["files"][0], json["files"][1]); }),
                "list.member"},
           Case{changed([](Json& json) { json["groups"][0].erase("counted"); }), "list.member"},
           Case{changed([](Json& json) { json["impossible"] = {"W1", "W2"}; }), ""},
           Case{changed([](Json& json) { json["impossible"] = {"W2", "W1"}; }), "list.member"},
           Case{changed([](Json& json) { json["impossible"] = Json::array(); }), "list.member"},
           Case{changed([](Json& json) { json["impossible"] = "W1"; }), "list.member"},
           Case{changed([](Json& json) { json["groups"][0]["counted"]["votes"]["a"] = -1; }),
                "list.member"},
       }) {
    EXPECT_EQ(cause_of(row.bytes), row.cause) << row.bytes.substr(0, 80);
  }
}

TEST(BundleList, MissingChangedAndForeignFilesAreNamed) {
  const test::TestFolder folder;
  test::write_bundle(test::counted_parts(), folder.path());
  std::filesystem::remove(folder.file("public/results.csv"));
  std::ofstream(folder.file("index.html"), std::ios::app) << " ";
  std::ofstream(folder.file("public/other.csv")) << "x";
  std::filesystem::create_symlink("index.html", folder.file("link"));
  const auto bundle = BundleFolder::open(folder.path());
  const auto list = parse_bundle_list(*bundle->read("bundle.json", 1 << 20));
  CheckBook book;
  base::SerialExecutor executor;
  check_files(*bundle, *list, executor, book);
  std::string words;
  const std::vector<Check> checks = book.take();
  for (const Fault& fault : checks[0].faults) words += fault.words + "\n";
  EXPECT_NE(words.find("index.html: it has "), std::string::npos) << words;
  EXPECT_NE(words.find("link: a symbolic link, not part of the bundle\n"
                       "public/other.csv: it is not part of the bundle\n"
                       "public/results.csv: it is missing\n"),
            std::string::npos)
      << words;
}

}  // namespace
}  // namespace recanvass::verify
