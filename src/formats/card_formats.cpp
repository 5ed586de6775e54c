#include "formats/card_formats.h"

#include "base/check.h"
#include "formats/card_facts.h"
#include "formats/cards_csv.h"
#include "formats/choice_columns_writer.h"
#include "formats/clear_ballot_writer.h"
#include "formats/dominion_csv_writer.h"
#include "formats/dominion_json_writer.h"
#include "formats/draft_file.h"
#include "formats/hart_writer.h"
#include "formats/marks_csv_writer.h"
#include "formats/nist_cards_writer.h"
#include "formats/ranking_writers.h"

#include <algorithm>
#include <system_error>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

class CardsCsvExport final : public CardWriter {
 public:
  explicit CardsCsvExport(const fs::path& path) : name_(path.filename().string()), file_(path) {}

  void add(const election::CardStore& part) override {
    const auto put = [&](std::string_view piece) { file_.put(piece); };
    if (!begun_) write_cards_csv_heading(part, put);
    begun_ = true;
    write_cards_csv_rows(part, sheet_, put);
    losses_.add_redacted(part);
    cards_ += static_cast<std::uint64_t>(part.cards().value());
  }

  base::Result<WrittenCards> finish() override {
    if (auto problem = file_.finish()) return *std::move(problem);
    return WrittenCards{{name_}, cards_, losses_.take()};
  }

 private:
  std::string name_;
  DraftFile file_;
  LossList losses_{{}, {}};
  std::uint64_t cards_ = 0;
  std::uint32_t sheet_ = 1;
  bool begun_ = false;
};

void remove_quietly(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
}

}  // namespace

const std::vector<CardFormatAbout>& card_formats() {
  using enum CardFormat;
  using enum ExportShape;
  static const std::vector<CardFormatAbout> kFormats = {
      {CardsCsv, "cards-csv", "our own CSV: a row a card, everything that is known", File,
       "cards.csv"},
      {MarksCsv, "marks-csv", "CSV for DuckDB, pandas, spreadsheets: a row a mark", File,
       "marks.csv"},
      {NistJson, "nist-json", "NIST SP 1500-103, JSON", File, "cvr.json"},
      {NistXml, "nist-xml", "NIST SP 1500-103, XML", File, "cvr.xml"},
      {Unisyn, "unisyn", "Unisyn, XML in NIST's format", File, "cvr.xml"},
      {DominionJson, "dominion-json", "Dominion Democracy Suite 5.10, JSON", Folder, "."},
      {DominionCsv, "dominion-csv", "Dominion Democracy Suite 5.17, CSV", File, "CvrExport.csv"},
      {ChoiceColumns, "ess-csv", "ES&S, CSV", File, "cvr.csv"},
      {ChoiceWorkbook, "ess-xlsx", "ES&S, Excel workbook", File, "cvr.xlsx"},
      {ClearBallot, "clear-ballot", "Clear Ballot, CSV", File, "cvr.csv"},
      {Hart, "hart", "Hart Verity, XML in ZIP archives", Folder, "."},
      {RaireText, "raire", "RAIRE, text: ranked contests", File, "ballots.raire"},
      {RaireJson, "raire-json", "raire-rs, JSON: how many cards have each ranking", Folder, "."},
      {RankCsv, "rank-csv", "CSV as RCTab reads it: a column a candidate, ranks in the cells",
       Folder, "."}};
  return kFormats;
}

const CardFormatAbout& about(CardFormat format) {
  const auto found = std::ranges::find(card_formats(), format, &CardFormatAbout::format);
  RECANVASS_CHECK(found != card_formats().end());
  return *found;
}

std::vector<std::string> card_format_names() {
  std::vector<std::string> names;
  for (const CardFormatAbout& each : card_formats()) names.emplace_back(each.name);
  return names;
}

std::optional<CardFormat> card_format_named(std::string_view name) {
  const auto found = std::ranges::find(card_formats(), name, &CardFormatAbout::name);
  if (found == card_formats().end()) return std::nullopt;
  return found->format;
}

std::unique_ptr<CardWriter> card_writer(CardFormat format, const fs::path& path,
                                        const std::string& election_name) {
  switch (format) {
    case CardFormat::CardsCsv: return std::make_unique<CardsCsvExport>(path);
    case CardFormat::MarksCsv: return marks_csv_writer(path);
    case CardFormat::NistJson: return nist_cards_writer(path, election_name, NistDialect::Json);
    case CardFormat::NistXml: return nist_cards_writer(path, election_name, NistDialect::Xml);
    case CardFormat::Unisyn: return nist_cards_writer(path, election_name, NistDialect::Unisyn);
    case CardFormat::DominionJson: return dominion_json_writer(path, election_name);
    case CardFormat::DominionCsv: return dominion_csv_writer(path, election_name);
    case CardFormat::ChoiceColumns: return choice_columns_writer(path, TableSyntax::Csv);
    case CardFormat::ChoiceWorkbook: return choice_columns_writer(path, TableSyntax::Workbook);
    case CardFormat::ClearBallot: return clear_ballot_writer(path);
    case CardFormat::Hart: return hart_writer(path);
    case CardFormat::RaireText: return raire_text_writer(path);
    case CardFormat::RaireJson: return raire_json_writer(path);
    case CardFormat::RankCsv: return rank_csv_writer(path);
  }
  RECANVASS_CHECK(false);
}

std::optional<base::Problem> make_empty_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  const bool is_empty = !error && fs::is_empty(folder, error);
  if (!error && is_empty) return std::nullopt;
  return base::Problem{"file.folder",
                       {folder.string(), 0, {}},
                       error ? error.message() : "a folder with files in it",
                       "a folder that is absent or empty",
                       "Name another folder."};
}

base::Result<WrittenCards> write_cards(const election::CardStore& store, CardFormat format,
                                       const fs::path& path, const std::string& election_name) {
  std::error_code error;
  const bool was_there = fs::exists(path, error);
  if (about(format).shape == ExportShape::Folder) {
    if (auto problem = make_empty_folder(path)) return *std::move(problem);
  } else if (was_there) {
    return base::Problem{"file.exists",
                         {path.string(), 0, {}},
                         "a file that is there already",
                         "a name that is free",
                         "Name another file, or remove that one first."};
  }
  auto writer = card_writer(format, path, election_name);
  writer->add(store);
  auto written = writer->finish();
  writer.reset();
  if (!written && !was_there) remove_quietly(path);
  return written;
}

}  // namespace recanvass::formats
