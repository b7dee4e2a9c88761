// Keeps libgit2 from reading every certificate of the system at its start: we never speak to a network.

internal import Glibc

/// Stands in for the reader of certificates that libgit2 calls when it starts, where it was built with mbed TLS: parsing them
/// all takes longer than most of our commands. A program's own function comes before a library's of the same name.
@c(mbedtls_x509_crt_parse_file)
public func mbedtlsReadsNoCertificates(_ chain: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?) -> CInt { 0 }
