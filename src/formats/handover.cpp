#include "formats/handover.h"

#include "formats/card_file.h"
#include "formats/json_members.h"
#include "formats/problem_list.h"
#include "formats/text.h"

#include <cstring>

namespace recanvass::formats {
namespace {

using base::Json;
using base::Place;
using base::Problem;
using election::ManifestBatch;

constexpr std::size_t kAligned = 8;

// A file's name may be any bytes; JSON holds text.
std::string plain(const std::string& text) { return find_bad_byte(text) ? quote(text) : text; }

Json json_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(plain(text));
  return list;
}

Json json_of(const base::Problems& problems) {
  Json list = Json::array();
  for (const Problem& each : problems) {
    list.push_back({each.cause, plain(each.place.file), each.place.row, plain(each.place.column),
                    plain(each.found), plain(each.wanted), plain(each.mend)});
  }
  return list;
}

Json json_of(const CardImport& cards) {
  Json ignored = Json::array();
  for (const IgnoredPart& part : cards.ignored) {
    ignored.push_back({{"what", part.what}, {"how_many", part.how_many}});
  }
  Json places = Json::array();
  for (const Place& place : cards.batch_places) {
    places.push_back({{"file", plain(place.file)}, {"row", place.row}});
  }
  return {{"format", static_cast<int>(cards.format)},
          {"files", json_of(cards.files)},
          {"ignored", std::move(ignored)},
          {"remarks", json_of(cards.remarks)},
          {"batch_places", std::move(places)}};
}

Json json_of(const ManifestImport& import) {
  Json batches = Json::array();
  for (std::size_t i = 0; i < import.manifest.batches().size(); ++i) {
    const ManifestBatch& batch = import.manifest.batches()[i];
    batches.push_back({batch.container, batch.tabulator, batch.name, batch.location,
                       batch.cards.value(), import.rows[i]});
  }
  Json columns = Json::array();
  for (const MappedColumn& column : import.columns) {
    columns.push_back({{"column", static_cast<int>(column.column)},
                       {"header", plain(column.header)},
                       {"by", static_cast<int>(column.by)}});
  }
  return {{"file", plain(import.file)},      {"batches", std::move(batches)},
          {"columns", std::move(columns)},   {"unused", json_of(import.unused)},
          {"blank_rows", import.blank_rows}, {"remarks", json_of(import.remarks)}};
}

Json json_of(const ResultsSummary& results) {
  Json contests = Json::array();
  for (const ResultsContest& contest : results.contests) {
    Json choices = Json::array();
    for (const auto& [choice, votes] : contest.choices) choices.push_back({plain(choice), votes});
    contests.push_back({{"name", plain(contest.name)}, {"choices", std::move(choices)}});
  }
  return {{"file", plain(results.file)},
          {"format", results.format},
          {"units", results.units},
          {"contests", std::move(contests)},
          {"remarks", json_of(results.remarks)}};
}

std::vector<std::string> texts_of(MemberReader& reader, const Json& list) {
  std::vector<std::string> texts;
  for (const Json& item : list) texts.push_back(plain(reader.text(item)));
  return texts;
}

base::Problems problems_of(MemberReader& reader, const Json& list) {
  base::Problems problems;
  for (const Json& each : list) {
    const auto parts = reader.items(each, 7);
    problems.push_back({reader.text(parts[0]),
                        {plain(reader.text(parts[1])), reader.number<std::int64_t>(parts[2]),
                         plain(reader.text(parts[3]))},
                        plain(reader.text(parts[4])),
                        plain(reader.text(parts[5])),
                        plain(reader.text(parts[6]))});
  }
  return problems;
}

CardImport cards_of(MemberReader& reader, const Json& json) {
  CardImport cards;
  const auto format = reader.number<std::uint8_t>(json, "format");
  if (format > static_cast<std::uint8_t>(CvrFormat::CardsCsv)) reader.refuse();
  cards.format = static_cast<CvrFormat>(format);
  cards.files = texts_of(reader, reader.list(json, "files"));
  for (const Json& part : reader.list(json, "ignored")) {
    cards.ignored.push_back(
        {plain(reader.text(part, "what")), reader.number<std::uint64_t>(part, "how_many")});
  }
  cards.remarks = texts_of(reader, reader.list(json, "remarks"));
  for (const Json& place : reader.list(json, "batch_places")) {
    cards.batch_places.push_back(
        {reader.text(place, "file"), reader.number<std::int64_t>(place, "row"), {}});
  }
  return cards;
}

ManifestImport manifest_of(MemberReader& reader, const Json& json) {
  ManifestImport import;
  import.file = reader.text(json, "file");
  std::vector<ManifestBatch> batches;
  for (const Json& row : reader.list(json, "batches")) {
    const auto parts = reader.items(row, 6);
    batches.push_back({reader.text(parts[0]), reader.text(parts[1]), reader.text(parts[2]),
                       reader.text(parts[3]),
                       election::CardCount(reader.number<std::int64_t>(parts[4]))});
    import.rows.push_back(reader.number<std::int64_t>(parts[5]));
  }
  auto manifest = election::BallotManifest::make(std::move(batches));
  if (!manifest) reader.refuse();
  import.manifest = std::move(manifest).value_or(election::BallotManifest());
  for (const Json& column : reader.list(json, "columns")) {
    const auto kind = reader.number<std::uint8_t>(column, "column");
    const auto by = reader.number<std::uint8_t>(column, "by");
    if (kind > static_cast<std::uint8_t>(ManifestColumn::Location) ||
        by > static_cast<std::uint8_t>(MappedBy::Remembered)) {
      reader.refuse();
    }
    import.columns.push_back({static_cast<ManifestColumn>(kind), reader.text(column, "header"),
                              static_cast<MappedBy>(by)});
  }
  import.unused = texts_of(reader, reader.list(json, "unused"));
  import.blank_rows = reader.number<std::int64_t>(json, "blank_rows");
  import.remarks = texts_of(reader, reader.list(json, "remarks"));
  return import;
}

ResultsSummary results_of(MemberReader& reader, const Json& json) {
  ResultsSummary results;
  results.file = reader.text(json, "file");
  results.format = reader.text(json, "format");
  results.units = reader.number<std::uint64_t>(json, "units");
  for (const Json& contest : reader.list(json, "contests")) {
    ResultsContest read{reader.text(contest, "name"), {}};
    for (const Json& choice : reader.list(contest, "choices")) {
      const auto parts = reader.items(choice, 2);
      read.choices.push_back({reader.text(parts[0]), reader.number<std::int64_t>(parts[1])});
    }
    results.contests.push_back(std::move(read));
  }
  results.remarks = texts_of(reader, reader.list(json, "remarks"));
  return results;
}

Problem no_handover(const std::string& what) {
  return {"confined.answer",
          {what, 0, {}},
          "something else than its reader hands over",
          "what is in the file",
          "Check that this is the file you mean. Report the fault with the file if you may."};
}

}  // namespace

void hand_over(const base::Result<FilesRead>& read,
               const std::function<void(std::string_view piece)>& put) {
  Json list;
  if (!read) {
    list["problems"] = json_of(read.problems());
  } else {
    list["manifests"] = Json::array();
    for (const ManifestImport& import : read->manifests) {
      list["manifests"].push_back(json_of(import));
    }
    list["results"] = Json::array();
    for (const ResultsSummary& results : read->results) {
      list["results"].push_back(json_of(results));
    }
    list["cards"] = Json::array();
    if (read->cards) list["cards"].push_back(json_of(*read->cards));
    list["remarks"] = json_of(read->remarks);
  }
  std::string text = base::canonical_json(list);
  text.resize((text.size() + kAligned - 1) / kAligned * kAligned, ' ');
  const std::uint64_t size = text.size();
  put({reinterpret_cast<const char*>(&size), sizeof size});
  put(text);
  if (read && read->cards) write_card_store(read->cards->store, put);
}

base::Result<FilesRead> take_over(const std::shared_ptr<const MappedBytes>& bytes,
                                  const std::string& what) {
  const std::span<const std::byte> all = bytes->bytes();
  std::uint64_t size = 0;
  if (all.size() < sizeof size) return no_handover(what);
  std::memcpy(&size, all.data(), sizeof size);
  const auto rest = all.subspan(sizeof size);
  if (size > rest.size() || size % kAligned != 0) return no_handover(what);
  const auto list = base::parse_json({reinterpret_cast<const char*>(rest.data()), size}, what);
  if (!list || !list->is_object()) return no_handover(what);
  MemberReader reader;
  if (list->contains("problems")) {
    auto problems = problems_of(reader, reader.list(*list, "problems"));
    if (!reader.ok() || problems.empty()) return no_handover(what);
    return problems;
  }
  FilesRead read;
  for (const Json& manifest : reader.list(*list, "manifests")) {
    read.manifests.push_back(manifest_of(reader, manifest));
  }
  for (const Json& results : reader.list(*list, "results")) {
    read.results.push_back(results_of(reader, results));
  }
  for (const Json& cards : reader.list(*list, "cards")) read.cards = cards_of(reader, cards);
  read.remarks = texts_of(reader, reader.list(*list, "remarks"));
  if (!reader.ok()) return no_handover(what);
  if (!read.cards) return read;
  auto store = read_card_store(rest.subspan(size), bytes, what);
  if (!store) return no_handover(what);
  read.cards->store = std::move(store).value();
  if (read.cards->batch_places.size() != read.cards->store.names().batches.size()) {
    return no_handover(what);
  }
  return read;
}

}  // namespace recanvass::formats
