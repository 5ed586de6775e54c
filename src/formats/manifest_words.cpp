#include "formats/manifest_words.h"

#include "formats/text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace recanvass::formats {
namespace {

using TellingWord = std::pair<std::string_view, ManifestWord>;

// Words that tell what a column is; where several do, the first kind of the heading's that stands
// here first: "Ballots in Container" are ballots.
constexpr std::array<TellingWord, 50> kTelling = {
    {{"vote", ManifestWord::Votes},          {"votes", ManifestWord::Votes},
     {"candidate", ManifestWord::Votes},     {"choice", ManifestWord::Votes},
     {"contest", ManifestWord::Votes},       {"office", ManifestWord::Votes},
     {"party", ManifestWord::Votes},         {"registered", ManifestWord::Votes},
     {"registration", ManifestWord::Votes},  {"voters", ManifestWord::Votes},
     {"turnout", ManifestWord::Votes},       {"rank", ManifestWord::Votes},
     {"write", ManifestWord::Votes},         {"overvotes", ManifestWord::Votes},
     {"undervotes", ManifestWord::Votes},    {"blank", ManifestWord::Votes},
     {"ballot", ManifestWord::Cards},        {"ballots", ManifestWord::Cards},
     {"card", ManifestWord::Cards},          {"cards", ManifestWord::Cards},
     {"sheet", ManifestWord::Cards},         {"sheets", ManifestWord::Cards},
     {"qty", ManifestWord::Number},          {"quantity", ManifestWord::Number},
     {"count", ManifestWord::Number},        {"size", ManifestWord::Number},
     {"pieces", ManifestWord::Number},       {"cvrs", ManifestWord::Number},
     {"tally", ManifestWord::Number},        {"batch", ManifestWord::Batch},
     {"lot", ManifestWord::Batch},           {"stack", ManifestWord::Batch},
     {"deck", ManifestWord::Batch},          {"bundle", ManifestWord::Batch},
     {"packet", ManifestWord::Batch},        {"pile", ManifestWord::Batch},
     {"tabulator", ManifestWord::Tabulator}, {"scanner", ManifestWord::Tabulator},
     {"machine", ManifestWord::Tabulator},   {"device", ManifestWord::Tabulator},
     {"container", ManifestWord::Container}, {"tray", ManifestWord::Container},
     {"box", ManifestWord::Container},       {"bag", ManifestWord::Container},
     {"carton", ManifestWord::Container},    {"precinct", ManifestWord::Place},
     {"ward", ManifestWord::Place},          {"storage", ManifestWord::Location},
     {"location", ManifestWord::Location},   {"shelf", ManifestWord::Location}}};

// Words that may stand beside them.
constexpr std::array<std::string_view, 27> kBesides = {
    "number",    "no",       "num",   "nr",      "of",       "the",    "in",
    "per",       "by",       "total", "id",      "name",     "label",  "code",
    "paper",     "scanned",  "cast",  "counted", "official", "actual", "expected",
    "tabulated", "physical", "all",   "each",    "serial",   "ref"};

// In small letters; a capital behind a small letter begins a word, as in "BatchId".
std::vector<std::string> words_in(std::string_view heading) {
  std::vector<std::string> words(1);
  const auto is_small = [](char byte) { return byte >= 'a' && byte <= 'z'; };
  const auto is_capital = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const char byte = heading[i];
    const bool letter =
        is_small(byte) || is_capital(byte) || static_cast<unsigned char>(byte) > 127;
    const bool begins = i > 0 && is_capital(byte) && is_small(heading[i - 1]);
    if ((!letter || begins) && !words.back().empty()) words.emplace_back();
    if (letter) words.back() += byte;
  }
  if (words.back().empty()) words.pop_back();
  for (std::string& word : words) word = lower_case(word);
  return words;
}

}  // namespace

ManifestWord manifest_word_of(std::string_view heading) {
  std::size_t found = kTelling.size();
  bool all_known = true;
  for (const std::string& word : words_in(heading)) {
    const auto telling = std::ranges::find(kTelling, std::string_view(word), &TellingWord::first);
    if (telling != kTelling.end()) {
      found = std::min(found, static_cast<std::size_t>(telling - kTelling.begin()));
    } else {
      all_known = all_known && std::ranges::find(kBesides, word) != kBesides.end();
    }
  }
  if (found == kTelling.size()) return ManifestWord::Nothing;
  // A word of votes says enough by itself.
  const ManifestWord word = kTelling[found].second;
  return all_known || word == ManifestWord::Votes ? word : ManifestWord::Nothing;
}

bool may_be_manifest_header(std::span<const std::string> header) {
  constexpr std::size_t kColumnsMax = 12;
  std::array<int, 9> columns{};
  for (const std::string& heading : header) {
    ++columns[static_cast<std::size_t>(manifest_word_of(heading))];
  }
  const auto of = [&](ManifestWord word) { return columns[static_cast<std::size_t>(word)]; };
  const bool how_many = of(ManifestWord::Cards) > 0 || of(ManifestWord::Number) > 0;
  const bool of_what = of(ManifestWord::Batch) > 0 || of(ManifestWord::Container) > 0 ||
                       (of(ManifestWord::Place) > 0 && of(ManifestWord::Cards) > 0);
  return how_many && of_what && of(ManifestWord::Votes) == 0 && header.size() <= kColumnsMax;
}

}  // namespace recanvass::formats
