#include "formats/manifest_columns.h"

#include "base/json.h"
#include "formats/draft_file.h"
#include "formats/problem_list.h"
#include "formats/text.h"

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

using base::Json;

constexpr const char* kColumnsSchema = "recanvass.manifest-columns/1";
constexpr std::array kManifestColumns = {ManifestColumn::Container, ManifestColumn::Tabulator,
                                         ManifestColumn::Batch, ManifestColumn::Cards,
                                         ManifestColumn::Location};

base::Problem no_columns(const std::string& name, std::string found) {
  return {"manifest-columns.content",
          {name, 0, {}},
          std::move(found),
          "{\"schema\": \"recanvass.manifest-columns/1\", \"columns\": {\"cards\": \"NAME\"}} with "
          "container, tabulator, batch, cards or location",
          "Remove the file and give the columns by hand again."};
}

}  // namespace

std::optional<ManifestColumn> manifest_column_named(std::string_view word) {
  const auto found = std::ranges::find(kManifestColumns, word, manifest_column_name);
  return found == kManifestColumns.end() ? std::nullopt : std::optional(*found);
}

base::Result<std::vector<MappedColumn>> read_manifest_columns(const std::filesystem::path& path) {
  const std::string name = path.string();
  const auto bytes = read_bytes(path, name);
  if (!bytes) return bytes.problems();
  const auto json = base::parse_json(*bytes, name);
  if (!json) return json.problems();
  const bool shaped = json->is_object() && json->size() == 2 && json->contains("schema") &&
                      json->at("schema") == kColumnsSchema && json->contains("columns") &&
                      json->at("columns").is_object();
  if (!shaped) return no_columns(name, "something else");
  std::vector<MappedColumn> columns;
  for (const auto& [word, header] : json->at("columns").items()) {
    const auto column = manifest_column_named(word);
    if (!column || !header.is_string()) return no_columns(name, "the member " + quote(word));
    columns.push_back({*column, header.get<std::string>(), MappedBy::Remembered});
  }
  std::ranges::sort(columns, {}, &MappedColumn::column);
  return columns;
}

std::optional<base::Problem> write_manifest_columns(const std::filesystem::path& path,
                                                    const std::vector<MappedColumn>& columns) {
  Json named = Json::object();
  for (const MappedColumn& column : columns) {
    named[std::string(manifest_column_name(column.column))] = column.header;
  }
  DraftFile file(path);
  file.put(base::pretty_json({{"schema", kColumnsSchema}, {"columns", std::move(named)}}));
  return file.finish();
}

std::vector<MappedColumn> with_given(std::vector<MappedColumn> remembered,
                                     const std::vector<MappedColumn>& given) {
  std::erase_if(remembered, [&](const MappedColumn& column) {
    return std::ranges::find(given, column.column, &MappedColumn::column) != given.end();
  });
  remembered.insert(remembered.end(), given.begin(), given.end());
  std::ranges::stable_sort(remembered, {}, &MappedColumn::column);
  return remembered;
}

}  // namespace recanvass::formats
