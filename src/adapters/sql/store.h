#pragma once
#include <memory>
#include <string>

#include "service/ports.h"

namespace yiwang {

/// read: looks beside a running writer, changes nothing (every writing call throws); no lock is taken and the schema must be up to date.
enum class StoreAccess { write, read };

/// Opens the durable memory. `where` is a folder (made when missing), `sqlite:<folder>` or `sqlite:<folder>/<file>.db`, or a PostgreSQL connection:
/// `postgres://user@host/name` or libpq's `host=... dbname=...`. Only one writer may use a place at a time. Throws std::runtime_error with a sentence that
/// says what to do: folder not writable, already in use, newer or altered schema, server not reachable.
std::unique_ptr<Store> open_store(const std::string& where, StoreAccess access = StoreAccess::write);

/// SHA-256 over the previous hash and every field; what `append_audit` chains and an auditor checks.
std::string audit_hash(std::string_view previous, const AuditRow& row);

}  // namespace yiwang
