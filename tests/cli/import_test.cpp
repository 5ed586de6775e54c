#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::cli_test {
namespace {

namespace fs = std::filesystem;

const char* const kExport =
    "Test,5.17\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1)\n,,,,,,,Ada,Ben\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n"
    "1,10,1,1,10-1-1,P,B,1,0\n2,10,1,2,10-1-2,P,B,0,0\n3,10,1,3,10-1-3,P,B,,\n\n";

TEST(CliImport, WhatIsImportedOpensWhereAnExportIsTaken) {
  const ElectionFolder folder;
  const std::string csv = folder.text_file("cvr.csv", kExport);
  const std::string kept = folder.at("kept.cards");
  const Ended imported = run_recanvass({"import", csv, "-o", kept});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_NE(imported.out.find("3 cards of 3 ballots, 1 contest"), std::string::npos)
      << imported.out;
  EXPECT_NE(imported.out.find("  from cvr.csv\n    SHA-256 "), std::string::npos);
  EXPECT_NE(imported.out.find("  ignored: 1 empty rows\n"), std::string::npos);
  const Ended inspected = run_recanvass({"inspect", kept});
  EXPECT_EQ(inspected.exit_code, 0) << inspected.err;
  EXPECT_NE(inspected.out.find("2 cards: 1 marked, 1 blank"), std::string::npos) << inspected.out;
  // From the kept file and from the export the same bytes come out.
  for (const auto& [from, to] : {std::pair{csv, "a.csv"}, std::pair{kept, "b.csv"}}) {
    const Ended converted =
        run_recanvass({"convert", from, "--to", "cards-csv", "-o", folder.at(to)});
    EXPECT_EQ(converted.exit_code, 0) << converted.err;
  }
  EXPECT_EQ(run_program("/usr/bin/cmp", {folder.at("a.csv"), folder.at("b.csv")}).exit_code, 0);
  const Ended again = run_recanvass({"import", csv, "--output", kept});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_NE(again.err.find("a file that is there already"), std::string::npos) << again.err;
}

TEST(CliImport, NothingIsLeftOfWhatIsRefused) {
  const ElectionFolder folder;
  const std::string csv = folder.text_file("cvr.csv", "no,export\nAda,Ben\n");
  EXPECT_EQ(run_recanvass({"import", csv, "-o", folder.at("x.cards")}).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder.at("x.cards")));
  EXPECT_EQ(run_recanvass({"import", csv}).exit_code, 2);
  EXPECT_EQ(run_recanvass({"import", csv, "-o", folder.at("x.cards"), "--as", "clerk"}).exit_code,
            2);
}

TEST(CliImport, AnOpenOperationCommitsToItByHash) {
  const ElectionFolder folder;
  ASSERT_EQ(
      folder.submit({folder.opening(), folder.adding("clerk", "county-officer", "us-wi-dane")})
          .exit_code,
      0);
  const std::string csv = folder.text_file("cvr.csv", kExport);
  const Ended imported =
      folder.run({"import", csv, "-o", folder.at("dane.cards"), "--into", folder.ledger(), "--as",
                  "clerk", "--county", "us-wi-dane", "--contest", "Mayor", "--json"});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  const base::Json said = base::parse_json(imported.out, "import").value();
  EXPECT_EQ(said["entry"]["do"], "cards.import");
  EXPECT_EQ(said["entry"]["import"], "dane");
  const Ended shown = folder.run({"show", folder.ledger(), "inputs", "--json"});
  EXPECT_NE(shown.out.find(said["store_sha256"].get<std::string>()), std::string::npos)
      << shown.out;
  EXPECT_NE(shown.out.find(said["sources"][0]["source_sha256"].get<std::string>()),
            std::string::npos);
  // The hash is that of the file as anybody can compute it.
  const Ended sum = run_program("/usr/bin/sha256sum", {folder.at("dane.cards")});
  EXPECT_EQ(sum.out.substr(0, 64), said["store_sha256"].get<std::string>());
  // The same once more is the same entry; another of that name is refused, and its file not left.
  const Ended again = folder.run({"import", csv, "-o", folder.at("again.cards"), "--into",
                                  folder.ledger(), "--as", "clerk", "--import", "dane", "--county",
                                  "us-wi-dane", "--contest", "Mayor", "--json"});
  EXPECT_EQ(base::parse_json(again.out, "import").value()["entry"], said["entry"]) << again.err;
  const std::string fewer = folder.text_file(
      "cvr2.csv", std::string(kExport).substr(0, std::string(kExport).find("2,10")));
  const Ended twice = folder.run({"import", fewer, "-o", folder.at("other.cards"), "--into",
                                  folder.ledger(), "--as", "clerk", "--import", "dane", "--county",
                                  "us-wi-dane", "--contest", "Mayor"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_NE(twice.err.find("a second time"), std::string::npos) << twice.err;
  EXPECT_FALSE(fs::exists(folder.at("other.cards")));
  // B24: the same export under another name.
  const Ended renamed =
      folder.run({"import", csv, "-o", folder.at("second.cards"), "--into", folder.ledger(), "--as",
                  "clerk", "--county", "us-wi-dane", "--contest", "Mayor"});
  EXPECT_EQ(renamed.exit_code, 2);
  EXPECT_NE(renamed.err.find("the files of the import \"dane\" a second time, as \"second\""),
            std::string::npos)
      << renamed.err;
  EXPECT_FALSE(fs::exists(folder.at("second.cards")));
}

// An operation of one county, and imports into it by its clerk.
struct ImportFolder {
  ElectionFolder folder;
  ImportFolder() {
    const Ended opened =
        folder.submit({folder.opening(), folder.adding("clerk", "county-officer", "us-wi-dane")});
    EXPECT_EQ(opened.exit_code, 0) << opened.err;
  }
  Ended into(const std::vector<std::string>& files, std::vector<std::string> options = {}) const {
    std::vector<std::string> words = {"import"};
    words.insert(words.end(), files.begin(), files.end());
    for (const char* word : {"-o", "--into", "--as", "--county"}) {
      const std::string name(word);
      words.push_back(name);
      words.push_back(name == "-o"       ? folder.at("x.cards")
                      : name == "--into" ? folder.ledger()
                      : name == "--as"   ? "clerk"
                                         : "us-wi-dane");
    }
    words.insert(words.end(), options.begin(), options.end());
    return folder.run(words);
  }
};

TEST(CliImport, B6_RecordsOfAnotherElectionAreRefused) {
  const ImportFolder election;
  const std::string csv = election.folder.text_file("cvr.csv", kExport);
  const Ended other = election.into({csv});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("found cards with the contests \"Mayor\"; wanted one with the choices"),
            std::string::npos)
      << other.err;
  EXPECT_FALSE(fs::exists(election.folder.at("x.cards")));
  const Ended unknown = election.into({csv}, {"--contest", "Sheriff"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("one contest named \"Sheriff\""), std::string::npos) << unknown.err;
}

TEST(CliImport, TheContestWithTheChoicesOfTheOperationIsFoundAndCommittedTo) {
  const ImportFolder election;
  std::string text(kExport);
  const auto put = [&text](const std::string& old, const std::string& name) {
    text.replace(text.find(old), old.size(), name);
  };
  // The operation's choices are A and B.
  put("Ada", "\" a\"");
  put("Ben", "B");
  const Ended imported = election.into({election.folder.text_file("cvr.csv", text)}, {"--json"});
  ASSERT_EQ(imported.exit_code, 0) << imported.err << text;
  const Ended shown = election.folder.run({"show", election.folder.ledger(), "inputs", "--json"});
  EXPECT_NE(shown.out.find("\"contest\": \"Mayor\""), std::string::npos) << shown.out;
}

TEST(CliImport, B26_B27_CardsThatDifferFromTheManifestGivenWithThemAreNotCommitted) {
  const ImportFolder election;
  const std::string csv = election.folder.text_file("cvr.csv", kExport);
  const std::string agrees = election.folder.text_file(
      "agrees.csv", "County,Tabulator,Batch,Number of Ballots\nDane,10,1,3\n");
  const std::string differs = election.folder.text_file(
      "differs.csv", "County,Tabulator,Batch,Number of Ballots\nDane,10,1,4\nDane,10,2,7\n");
  const Ended refused = election.into({csv, differs}, {"--contest", "Mayor"});
  EXPECT_EQ(refused.exit_code, 2) << refused.out;
  EXPECT_NE(refused.err.find("differs.csv:2"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("differs.csv:3"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(election.folder.at("x.cards")));
  const Ended kept =
      run_recanvass({"import", csv, differs, "-o", election.folder.at("kept.cards")});
  EXPECT_EQ(kept.exit_code, 1) << kept.err;
  EXPECT_NE(kept.out.find("0 batches agree, 2 differ"), std::string::npos) << kept.out;
  const Ended taken = election.into({csv, agrees}, {"--contest", "Mayor"});
  EXPECT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_NE(taken.out.find("1 batch agree, 0 differ"), std::string::npos) << taken.out;
}

TEST(CliConvert, WhatTheFormatCannotSayIsSaid) {
  const ElectionFolder folder;
  const std::string csv = folder.text_file("cvr.csv", kExport);
  const Ended hart = run_recanvass({"convert", csv, "--to", "hart", "-o", folder.at("hart")});
  EXPECT_EQ(hart.exit_code, 0) << hart.err;
  EXPECT_NE(hart.out.find("3 cards in 1 file"), std::string::npos) << hart.out;
  EXPECT_NE(hart.out.find("cannot be said there: 3 styles of cards"), std::string::npos)
      << hart.out;
  EXPECT_EQ(run_recanvass({"inspect", folder.at("hart")}).exit_code, 0);
  const Ended ranked = run_recanvass({"convert", csv, "--to", "raire", "-o", folder.at("r")});
  EXPECT_EQ(ranked.exit_code, 2);
  EXPECT_NE(ranked.err.find("no contest that is ranked"), std::string::npos) << ranked.err;
  EXPECT_FALSE(fs::exists(folder.at("r")));
  const Ended unknown = run_recanvass({"convert", csv, "--to", "parquet", "-o", folder.at("p")});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("marks-csv"), std::string::npos) << unknown.err;
}

TEST(CliGenerate, EachCountyHasAnExportOfItsOwnInAnyFormat) {
  const ElectionFolder folder;
  for (const char* format : {"clear-ballot", "hart", "nist-json", "cards-csv"}) {
    const std::string out = folder.at(format);
    const Ended made = run_recanvass(
        {"generate", out, "--cards", "400", "--counties", "2", "--by-county", "--format", format});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    std::size_t counties = 0;
    for (const auto& entry : fs::directory_iterator(out)) {
      if (!entry.is_directory()) continue;
      ++counties;
      // Hart names no machines: its batches are called "tabulator-batch".
      EXPECT_EQ(run_recanvass({"inspect", entry.path().string()}).exit_code, 0) << entry.path();
    }
    EXPECT_EQ(counties, 2U);
  }
}

}  // namespace
}  // namespace recanvass::cli_test
