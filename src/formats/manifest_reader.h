// Ballot manifests as counties write them: CSV or a workbook with any names for the columns. Which
// column is which is found by its name, then by what is in it, and said; or it is given by hand.
// docs/formats/cards.md lists the names. Next: election/ballot_manifest.h.
#pragma once

#include "base/result.h"
#include "election/ballot_manifest.h"
#include "formats/input_files.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

enum class ManifestColumn : std::uint8_t { Container, Tabulator, Batch, Cards, Location };
enum class MappedBy : std::uint8_t { Name, Content, Hand, Remembered };

/// "tabulator", "cards": the word by which a column is given by hand and shown.
[[nodiscard]] std::string_view manifest_column_name(ManifestColumn column);

struct MappedColumn {
  ManifestColumn column = ManifestColumn::Batch;
  std::string header;  ///< as written
  MappedBy by = MappedBy::Name;
  friend bool operator==(const MappedColumn&, const MappedColumn&) = default;
};

struct ManifestImport {
  std::string file;
  election::BallotManifest manifest;
  std::vector<std::int64_t> rows;  ///< of the batches in the file
  std::vector<MappedColumn> columns;
  std::vector<std::string> unused;  ///< headers of columns that say nothing that is needed
  std::int64_t blank_rows = 0;
  std::vector<std::string> remarks;  ///< what a person should know of how it was read
};

/// True when the first row names batches and their cards.
[[nodiscard]] bool is_manifest_header(std::span<const std::string> header);
/// True when a person's word on its columns makes a manifest of a table: it has one of them at
/// least, and with them a batch and cards.
[[nodiscard]] bool is_manifest_by_hand(std::span<const std::string> header,
                                       const std::vector<MappedColumn>& given);

/// The manifest of a file. Columns given by hand come before what names say; of several columns
/// that could be one, none is taken by its name.
/// Causes: manifest.columns, manifest.fields, manifest.cards, manifest.batch, manifest.total,
/// manifest.twice, csv.*, text.*, workbook.*, archive.*.
base::Result<ManifestImport> read_manifest(const InputFiles& files, std::size_t at,
                                           const std::vector<MappedColumn>& given = {});

}  // namespace recanvass::formats
