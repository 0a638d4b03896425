/** Types of Tencent's SDK for Go (github.com/tencentyun/cos-go-sdk-v5 v0.7.70). Written by tools/goTypes.ts from its sources. */

/** What methods take after the context, and what they answer. */
export const goMethods: Readonly<Record<string, string>> = {
  "Service.Get": "opt ...*ServiceGetOptions -> *ServiceGetResult, *Response, error",
  "Bucket.Put": "opt *BucketPutOptions -> *Response, error",
  "Bucket.Head": "opt ...*BucketHeadOptions -> *Response, error",
  "Bucket.IsExist": " -> bool, error",
  "Bucket.Delete": "opt ...*BucketDeleteOptions -> *Response, error",
  "Bucket.Get": "opt *BucketGetOptions -> *BucketGetResult, *Response, error",
  "Bucket.GetObjectVersions":
    "opt *BucketGetObjectVersionsOptions -> *BucketGetObjectVersionsResult, *Response, error",
  "Bucket.GetLocation": " -> *BucketGetLocationResult, *Response, error",
  "Bucket.PutACL": "opt *BucketPutACLOptions -> *Response, error",
  "Bucket.GetACL": " -> *BucketGetACLResult, *Response, error",
  "Bucket.PutCORS": "opt *BucketPutCORSOptions -> *Response, error",
  "Bucket.GetCORS": " -> *BucketGetCORSResult, *Response, error",
  "Bucket.DeleteCORS": " -> *Response, error",
  "Bucket.PutPolicy": "opt *BucketPutPolicyOptions -> *Response, error",
  "Bucket.GetPolicy": " -> *BucketGetPolicyResult, *Response, error",
  "Bucket.DeletePolicy": " -> *Response, error",
  "Bucket.PutReferer": "opt *BucketPutRefererOptions -> *Response, error",
  "Bucket.DeleteReferer": " -> *Response, error",
  "Bucket.GetReferer": " -> *BucketGetRefererResult, *Response, error",
  "Bucket.PutLifecycle": "opt *BucketPutLifecycleOptions -> *Response, error",
  "Bucket.GetLifecycle": "opt ...*BucketGetLifecycleOptions -> *BucketGetLifecycleResult, *Response, error",
  "Bucket.DeleteLifecycle": "opt ...*BucketDeleteLifecycleOptions -> *Response, error",
  "Bucket.PutVersioning": "opt *BucketPutVersionOptions -> *Response, error",
  "Bucket.GetVersioning": " -> *BucketGetVersionResult, *Response, error",
  "Bucket.PutBucketReplication": "opt *PutBucketReplicationOptions -> *Response, error",
  "Bucket.GetBucketReplication": " -> *GetBucketReplicationResult, *Response, error",
  "Bucket.DeleteBucketReplication": " -> *Response, error",
  "Bucket.PutEncryption": "opt *BucketPutEncryptionOptions -> *Response, error",
  "Bucket.GetEncryption": " -> *BucketGetEncryptionResult, *Response, error",
  "Bucket.DeleteEncryption": " -> *Response, error",
  "Bucket.PutIntelligentTiering": "opt *BucketPutIntelligentTieringOptions -> *Response, error",
  "Bucket.GetIntelligentTiering":
    "opt ...*BucketGetIntelligentTieringOptions -> *BucketGetIntelligentTieringResult, *Response, error",
  "Bucket.PutIntelligentTieringV2": "opt *BucketPutIntelligentTieringOptions -> *Response, error",
  "Bucket.GetIntelligentTieringV2":
    "id string, opt ...*BucketGetIntelligentTieringOptions -> *BucketGetIntelligentTieringResult, *Response, error",
  "Bucket.ListIntelligentTiering": " -> *ListIntelligentTieringConfigurations, *Response, error",
  "Bucket.DeleteIntelligentTiering": "id string -> *Response, error",
  "Bucket.PutObjectLockConfiguration": "opt *BucketPutObjectLockOptions -> *Response, error",
  "Bucket.GetObjectLockConfiguration": " -> *BucketGetObjectLockResult, *Response, error",
  "Bucket.PutTagging": "opt *BucketPutTaggingOptions -> *Response, error",
  "Bucket.GetTagging": " -> *BucketGetTaggingResult, *Response, error",
  "Bucket.DeleteTagging": " -> *Response, error",
  "Bucket.PutLogging": "opt *BucketPutLoggingOptions -> *Response, error",
  "Bucket.GetLogging": " -> *BucketGetLoggingResult, *Response, error",
  "Bucket.PutInventory": "id string, opt *BucketPutInventoryOptions -> *Response, error",
  "Bucket.GetInventory": "id string -> *BucketGetInventoryResult, *Response, error",
  "Bucket.ListInventoryConfigurations": "token string -> *ListBucketInventoryConfigResult, *Response, error",
  "Bucket.PostInventory": "id string, opt *BucketPostInventoryOptions -> *Response, error",
  "Bucket.DeleteInventory": "id string -> *Response, error",
  "Bucket.PutWebsite": "opt *BucketPutWebsiteOptions -> *Response, error",
  "Bucket.GetWebsite": " -> *BucketGetWebsiteResult, *Response, error",
  "Bucket.DeleteWebsite": " -> *Response, error",
  "Bucket.PutAccelerate": "opt *BucketPutAccelerateOptions -> *Response, error",
  "Bucket.GetAccelerate": " -> *BucketGetAccelerateResult, *Response, error",
  "Bucket.PutDomain": "opt *BucketPutDomainOptions -> *Response, error",
  "Bucket.GetDomain": "opt ...*BucketGetDomainOptions -> *BucketGetDomainResult, *Response, error",
  "Bucket.DeleteDomain": "opt ...*BucketDeleteDomainOptions -> *Response, error",
  "Bucket.PutDomainCertificate": "opt *BucketPutDomainCertificateOptions -> *Response, error",
  "Bucket.GetDomainCertificate":
    "opt *BucketGetDomainCertificateOptions -> *BucketGetDomainCertificateResult, *Response, error",
  "Bucket.DeleteDomainCertificate": "opt *BucketDeleteDomainCertificateOptions -> *Response, error",
  "Bucket.PutOrigin": "opt *BucketPutOriginOptions -> *Response, error",
  "Bucket.GetOrigin": " -> *BucketGetOriginResult, *Response, error",
  "Bucket.DeleteOrigin": " -> *Response, error",
  "Object.Put": "name string, r io.Reader, uopt *ObjectPutOptions -> *Response, error",
  "Object.PutFromFile": "name string, filePath string, uopt *ObjectPutOptions -> *Response, error",
  "Object.Upload":
    "name string, filepath string, opt *MultiUploadOptions -> *CompleteMultipartUploadResult, *Response, error",
  "Object.Copy":
    "name string, sourceURL string, opt *ObjectCopyOptions, id ...string -> *ObjectCopyResult, *Response, error",
  "Object.MultiCopy":
    "name string, sourceURL string, opt *MultiCopyOptions, id ...string -> *ObjectCopyResult, *Response, error",
  "Object.Append": "name string, position int, r io.Reader, opt *ObjectPutOptions -> int, *Response, error",
  "Object.PutSymlink": "name string, opt *ObjectPutSymlinkOptions -> *Response, error",
  "Object.GetSymlink": "name string, opt *ObjectGetSymlinkOptions -> string, *Response, error",
  "Object.Get": "name string, opt *ObjectGetOptions, id ...string -> *Response, error",
  "Object.GetToFile":
    "name string, localpath string, opt *ObjectGetOptions, id ...string -> *Response, error",
  "Object.Download":
    "name string, filepath string, opt *MultiDownloadOptions, id ...string -> *Response, error",
  "Object.Head": "name string, opt *ObjectHeadOptions, id ...string -> *Response, error",
  "Object.IsExist": "name string, id ...string -> bool, error",
  "Object.Options": "name string, opt *ObjectOptionsOptions -> *Response, error",
  "Object.PostRestore": "name string, opt *ObjectRestoreOptions, id ...string -> *Response, error",
  "Object.Select": "name string, opt *ObjectSelectOptions -> io.ReadCloser, error",
  "Object.SelectToFile": "name string, file string, opt *ObjectSelectOptions -> *ObjectSelectResponse, error",
  "Object.Delete": "name string, opt ...*ObjectDeleteOptions -> *Response, error",
  "Object.DeleteMulti": "opt *ObjectDeleteMultiOptions -> *ObjectDeleteMultiResult, *Response, error",
  "Object.PutACL": "name string, opt *ObjectPutACLOptions, id ...string -> *Response, error",
  "Object.GetACL": "name string, id ...string -> *ObjectGetACLResult, *Response, error",
  "Object.PutTagging": "name string, opt *ObjectPutTaggingOptions, id ...string -> *Response, error",
  "Object.GetTagging": "name string, opt ...interface{} -> *ObjectGetTaggingResult, *Response, error",
  "Object.DeleteTagging": "name string, opt ...interface{} -> *Response, error",
  "Object.PutRetention": "key string, opt *ObjectPutRetentionOptions -> *Response, error",
  "Object.GetRetention":
    "key string, opt *ObjectGetRetentionOptions -> *ObjectGetRetentionResult, *Response, error",
  "Object.InitiateMultipartUpload":
    "name string, opt *InitiateMultipartUploadOptions -> *InitiateMultipartUploadResult, *Response, error",
  "Object.UploadPart":
    "name string, uploadID string, partNumber int, r io.Reader, uopt *ObjectUploadPartOptions -> *Response, error",
  "Object.CopyPart":
    "name string, uploadID string, partNumber int, sourceURL string, opt *ObjectCopyPartOptions -> *CopyPartResult, *Response, error",
  "Object.CompleteMultipartUpload":
    "name string, uploadID string, opt *CompleteMultipartUploadOptions -> *CompleteMultipartUploadResult, *Response, error",
  "Object.AbortMultipartUpload":
    "name string, uploadID string, opt ...*AbortMultipartUploadOptions -> *Response, error",
  "Object.ListParts":
    "name string, uploadID string, opt *ObjectListPartsOptions -> *ObjectListPartsResult, *Response, error",
  "Bucket.ListMultipartUploads":
    "opt *ListMultipartUploadsOptions -> *ListMultipartUploadsResult, *Response, error",
  "Object.ListUploads": "opt *ObjectListUploadsOptions -> *ObjectListUploadsResult, *Response, error",
  "Batch.CreateJob":
    "opt *BatchCreateJobOptions, headers *BatchRequestHeaders -> *BatchCreateJobResult, *Response, error",
  "Batch.DescribeJob": "id string, headers *BatchRequestHeaders -> *BatchDescribeJobResult, *Response, error",
  "Batch.ListJobs":
    "opt *BatchListJobsOptions, headers *BatchRequestHeaders -> *BatchListJobsResult, *Response, error",
  "Batch.UpdateJobPriority":
    "opt *BatchUpdatePriorityOptions, headers *BatchRequestHeaders -> *BatchUpdatePriorityResult, *Response, error",
  "Batch.UpdateJobStatus":
    "opt *BatchUpdateStatusOptions, headers *BatchRequestHeaders -> *BatchUpdateStatusResult, *Response, error",
  "Batch.DeleteJob": "id string, headers *BatchRequestHeaders -> *Response, error",
  "Object.PutFetchTask": "bucket string, opt *PutFetchTaskOptions -> *PutFetchTaskResult, *Response, error",
  "Object.GetFetchTask": "bucket string, taskid string -> *GetFetchTaskResult, *Response, error",
};

/** Fields of structs: name, type, and where a value goes. */
export const goStructs: Readonly<Record<string, string>> = {
  ACLGrant: "Grantee *ACLGrantee xml:Grantee; Permission string xml:Permission",
  ACLGrantee:
    "Type string xml:Type; UIN string xml:uin; URI string xml:URI; ID string xml:ID; DisplayName string xml:DisplayName; SubAccount string xml:Subaccount",
  ACLHeaderOptions:
    "XCosACL string header:x-cos-acl; XCosGrantRead string header:x-cos-grant-read; XCosGrantWrite string header:x-cos-grant-write; XCosGrantFullControl string header:x-cos-grant-full-control; XCosGrantReadACP string header:x-cos-grant-read-acp; XCosGrantWriteACP string header:x-cos-grant-write-acp",
  ACLXml: "Owner *Owner xml:Owner; AccessControlList []ACLGrant xml:AccessControlList>Grant",
  AbortMultipartUploadOptions: "XOptionHeader *http.Header",
  AutoAddressing: "Status string xml:Status",
  BatchAccessControlGrants: "COSGrants *BatchCOSGrant xml:COSGrant",
  BatchCOSGrant: "Grantee *BatchGrantee xml:Grantee; Permission string xml:Permission",
  BatchCOSTag: "Key string xml:Key; Value string xml:Value",
  BatchCreateJobOptions:
    "ClientRequestToken string xml:ClientRequestToken; ConfirmationRequired string xml:ConfirmationRequired; Description string xml:Description; Manifest *BatchJobManifest xml:Manifest; Operation *BatchJobOperation xml:Operation; Priority int xml:Priority; Report *BatchJobReport xml:Report; RoleArn string xml:RoleArn",
  BatchCreateJobResult: "JobId string xml:JobId",
  BatchDescribeJob:
    "ConfirmationRequired string xml:ConfirmationRequired; CreationTime string xml:CreationTime; Description string xml:Description; FailureReasons *BatchJobFailureReasons xml:FailureReasons>JobFailure; JobId string xml:JobId; Manifest *BatchJobManifest xml:Manifest; Operation *BatchJobOperation xml:Operation; Priority int xml:Priority; ProgressSummary *BatchProgressSummary xml:ProgressSummary; Report *BatchJobReport xml:Report; RoleArn string xml:RoleArn; Status string xml:Status; StatusUpdateReason string xml:StatusUpdateReason; SuspendedCause string xml:SuspendedCause; SuspendedDate string xml:SuspendedDate; TerminationDate string xml:TerminationDate",
  BatchDescribeJobResult: "Job *BatchDescribeJob xml:Job",
  BatchGrantee:
    "DisplayName string xml:DisplayName; Identifier string xml:Identifier; TypeIdentifier string xml:TypeIdentifier",
  BatchInitiateRestoreObject: "ExpirationInDays int xml:ExpirationInDays; JobTier string xml:JobTier",
  BatchJobFailureReasons: "FailureCode string xml:FailureCode; FailureReason string xml:FailureReason",
  BatchJobManifest: "Location *BatchJobManifestLocation xml:Location; Spec *BatchJobManifestSpec xml:Spec",
  BatchJobManifestLocation:
    "ETag string xml:ETag; ObjectArn string xml:ObjectArn; ObjectVersionId string xml:ObjectVersionId",
  BatchJobManifestSpec: "Fields []string xml:Fields>member; Format string xml:Format",
  BatchJobOperation:
    "PutObjectCopy *BatchJobOperationCopy xml:COSPutObjectCopy; RestoreObject *BatchInitiateRestoreObject xml:COSInitiateRestoreObject; PutObjectTagging *BatchPutObjectTagging xml:COSPutObjectTagging",
  BatchJobOperationCopy:
    "AccessControlDirective string xml:AccessControlDirective; AccessControlGrants *BatchAccessControlGrants xml:AccessControlGrants; CannedAccessControlList string xml:CannedAccessControlList; PrefixReplace bool xml:PrefixReplace; ResourcesPrefix string xml:ResourcesPrefix; TargetKeyPrefix string xml:TargetKeyPrefix; MetadataDirective string xml:MetadataDirective; ModifiedSinceConstraint int64 xml:ModifiedSinceConstraint; UnModifiedSinceConstraint int64 xml:UnModifiedSinceConstraint; NewObjectMetadata *BatchNewObjectMetadata xml:NewObjectMetadata; TaggingDirective string xml:TaggingDirective; NewObjectTagging *BatchNewObjectTagging xml:NewObjectTagging; StorageClass string xml:StorageClass; TargetResource string xml:TargetResource",
  BatchJobReport:
    "Bucket string xml:Bucket; Enabled string xml:Enabled; Format string xml:Format; Prefix string xml:Prefix; ReportScope string xml:ReportScope",
  BatchListJobs: "Members []BatchListJobsMember xml:member",
  BatchListJobsMember:
    "CreationTime string xml:CreationTime; Description string xml:Description; JobId string xml:JobId; Operation string xml:Operation; Priority int xml:Priority; ProgressSummary *BatchProgressSummary xml:ProgressSummary; Status string xml:Status; TerminationDate string xml:TerminationDate",
  BatchListJobsOptions:
    "JobStatuses string url:jobStatuses; MaxResults int url:maxResults; NextToken string url:nextToken",
  BatchListJobsResult: "Jobs *BatchListJobs xml:Jobs; NextToken string xml:NextToken",
  BatchMetadata: "Key string xml:Key; Value string xml:Value",
  BatchNewObjectMetadata:
    "CacheControl string xml:CacheControl; ContentDisposition string xml:ContentDisposition; ContentEncoding string xml:ContentEncoding; ContentType string xml:ContentType; HttpExpiresDate string xml:HttpExpiresDate; SSEAlgorithm string xml:SSEAlgorithm; UserMetadata []BatchMetadata xml:UserMetadata>member",
  BatchNewObjectTagging: "COSTag []BatchCOSTag xml:COSTag",
  BatchProgressSummary:
    "NumberOfTasksFailed int xml:NumberOfTasksFailed; NumberOfTasksSucceeded int xml:NumberOfTasksSucceeded; TotalNumberOfTasks int xml:TotalNumberOfTasks",
  BatchPutObjectTagging:
    "TaggingDirective string xml:TaggingDirective; TagSet *BatchNewObjectTagging xml:TagSet",
  BatchRequestHeaders:
    "XCosAppid int header:x-cos-appid; ContentLength string header:Content-Length; ContentType string header:Content-Type",
  BatchUpdatePriorityOptions: "Priority int url:priority",
  BatchUpdatePriorityResult: "JobId string xml:JobId; Priority int xml:Priority",
  BatchUpdateStatusOptions:
    "RequestedJobStatus string url:requestedJobStatus; StatusUpdateReason string url:statusUpdateReason",
  BatchUpdateStatusResult:
    "JobId string xml:JobId; Status string xml:Status; StatusUpdateReason string xml:StatusUpdateReason",
  Bucket:
    "Name string xml:Name; Region string xml:Location; CreationDate string xml:CreationDate; Type string xml:Type; BucketType string xml:BucketType",
  BucketAccessFrequency: "AccessCountLessThan int xml:AccessCountLessThan; RecentDays int xml:RecentDays",
  BucketCORSRule:
    "ID string xml:ID; AllowedMethods []string xml:AllowedMethod; AllowedOrigins []string xml:AllowedOrigin; AllowedHeaders []string xml:AllowedHeader; MaxAgeSeconds int xml:MaxAgeSeconds; ExposeHeaders []string xml:ExposeHeader",
  BucketDeleteDomainCertificateOptions: "DomainName string url:domainname",
  BucketDeleteDomainOptions: "XOptionHeader *http.Header",
  BucketDeleteLifecycleOptions: "XOptionHeader *http.Header",
  BucketDeleteOptions: "XOptionHeader *http.Header",
  BucketDomainCertificateInfo:
    "CertType string xml:CertType; CustomCert *BucketDomainCustomCert xml:CustomCert",
  BucketDomainCustomCert: "CertId string xml:CertId; Cert string xml:Cert; PrivateKey string xml:PrivateKey",
  BucketDomainRule:
    "Status string xml:Status; Name string xml:Name; Type string xml:Type; ForcedReplacement string xml:ForcedReplacement",
  BucketEncryptionConfiguration:
    "SSEAlgorithm string xml:SSEAlgorithm; KMSMasterKeyID string xml:KMSMasterKeyID; KMSAlgorithm string xml:KMSAlgorithm",
  BucketGetACLResult: "Owner *Owner xml:Owner; AccessControlList []ACLGrant xml:AccessControlList>Grant",
  BucketGetAccelerateResult: "Status string xml:Status; Type string xml:Type",
  BucketGetCORSResult: "Rules []BucketCORSRule xml:CORSRule; ResponseVary string xml:ResponseVary",
  BucketGetDomainCertificateOptions: "DomainName string url:domainname",
  BucketGetDomainCertificateResult:
    "Status string xml:Status; CertificateInfo *GetBucketDomainCertificateInfo xml:CertificateInfo",
  BucketGetDomainOptions: "XOptionHeader *http.Header",
  BucketGetDomainResult: "Rules []BucketDomainRule xml:DomainRule",
  BucketGetEncryptionResult:
    "Rule *BucketEncryptionConfiguration xml:Rule>ApplyServerSideEncryptionByDefault",
  BucketGetIntelligentTieringOptions: "XOptionHeader *http.Header",
  BucketGetIntelligentTieringResult:
    "Status string xml:Status; Transition *BucketIntelligentTieringTransition xml:Transition; Id string xml:Id; Tiering []*BucketIntelligentTieringTransition xml:Tiering; Filter *BucketIntelligentTieringFilter xml:Filter; XOptionHeader *http.Header",
  BucketGetInventoryResult:
    "ID string xml:Id; IsEnabled string xml:IsEnabled; IncludedObjectVersions string xml:IncludedObjectVersions; Filter *BucketInventoryFilter xml:Filter; OptionalFields *BucketInventoryOptionalFields xml:OptionalFields; Schedule *BucketInventorySchedule xml:Schedule; Destination *BucketInventoryDestination xml:Destination>COSBucketDestination",
  BucketGetLifecycleOptions: "XOptionHeader *http.Header",
  BucketGetLifecycleResult: "Rules []BucketLifecycleRule xml:Rule",
  BucketGetLocationResult: "Location string xml:Location",
  BucketGetLoggingResult: "LoggingEnabled *BucketLoggingEnabled xml:LoggingEnabled",
  BucketGetObjectLockResult: "ObjectLockEnabled string xml:ObjectLockEnabled; Rule *ObjectLockRule xml:Rule",
  BucketGetObjectVersionsOptions:
    "Prefix string url:prefix; Delimiter string url:delimiter; EncodingType string url:encoding-type; KeyMarker string url:key-marker; VersionIdMarker string url:version-id-marker; MaxKeys int url:max-keys; XOptionHeader *http.Header",
  BucketGetObjectVersionsResult:
    "Name string xml:Name; EncodingType string xml:EncodingType; Prefix string xml:Prefix; KeyMarker string xml:KeyMarker; VersionIdMarker string xml:VersionIdMarker; MaxKeys int xml:MaxKeys; Delimiter string xml:Delimiter; IsTruncated bool xml:IsTruncated; NextKeyMarker string xml:NextKeyMarker; NextVersionIdMarker string xml:NextVersionIdMarker; CommonPrefixes []string xml:CommonPrefixes>Prefix; Version []ListVersionsResultVersion xml:Version; DeleteMarker []ListVersionsResultDeleteMarker xml:DeleteMarker",
  BucketGetOptions:
    "Prefix string url:prefix; Delimiter string url:delimiter; EncodingType string url:encoding-type; Marker string url:marker; MaxKeys int url:max-keys; XOptionHeader *http.Header",
  BucketGetOriginResult: "Rule []BucketOriginRule xml:OriginRule",
  BucketGetPolicyResult:
    "Statement []BucketStatement json:statement; Version string json:version; Principal map[string][]string json:principal",
  BucketGetRefererResult:
    "Status string xml:Status; RefererType string xml:RefererType; DomainList []string xml:DomainList>Domain; EmptyReferConfiguration string xml:EmptyReferConfiguration; VerifySignatureURL string xml:VerifySignatureURL",
  BucketGetResult:
    "Name string xml:Name; Prefix string xml:Prefix; Marker string xml:Marker; NextMarker string xml:NextMarker; Delimiter string xml:Delimiter; MaxKeys int xml:MaxKeys; IsTruncated bool xml:IsTruncated; Contents []Object xml:Contents; CommonPrefixes []string xml:CommonPrefixes>Prefix; EncodingType string xml:EncodingType",
  BucketGetTaggingResult: "TagSet []BucketTaggingTag xml:TagSet>Tag",
  BucketGetVersionResult: "Status string xml:Status",
  BucketGetWebsiteResult:
    "Index string xml:IndexDocument>Suffix; RedirectProtocol *RedirectRequestsProtocol xml:RedirectAllRequestsTo; AutoAddressing *AutoAddressing xml:AutoAddressing; Error *ErrorDocument xml:ErrorDocument; RoutingRules *WebsiteRoutingRules xml:RoutingRules",
  BucketHeadOptions: "XOptionHeader *http.Header",
  BucketIntelligentTieringFilter:
    "And *BucketIntelligentTieringFilterAnd xml:And; Prefix string xml:Prefix; Tag []*BucketTaggingTag xml:Tag",
  BucketIntelligentTieringFilterAnd: "Prefix string xml:Prefix; Tag []*BucketTaggingTag xml:Tag",
  BucketIntelligentTieringTransition:
    "AccessTier string xml:AccessTier; Days int xml:Days; RequestFrequent int xml:RequestFrequent",
  BucketInventoryDestination:
    "Bucket string xml:Bucket; AccountId string xml:AccountId; Prefix string xml:Prefix; Format string xml:Format; Encryption *BucketInventoryEncryption xml:Encryption",
  BucketInventoryEncryption: "SSECOS string xml:SSE-COS",
  BucketInventoryFilter:
    "Prefix string xml:And>Prefix; Tags []ObjectTaggingTag xml:And>Tag; StorageClass string xml:And>StorageClass; Period *BucketInventoryFilterPeriod xml:Period",
  BucketInventoryFilterPeriod: "StartTime int64 xml:StartTime; EndTime int64 xml:EndTime",
  BucketInventoryOptionalFields: "BucketInventoryFields []string xml:Field",
  BucketInventorySchedule: "Frequency string xml:Frequency; MonthlyDate int xml:MonthlyDate",
  BucketLifecycleAbortIncompleteMultipartUpload: "DaysAfterInitiation int xml:DaysAfterInitiation",
  BucketLifecycleAndOperator:
    "Prefix string xml:Prefix; Tag []BucketTaggingTag xml:Tag; PrefixNotEquals string xml:PrefixNotEquals; ObjectSizeGreaterThan int64 xml:ObjectSizeGreaterThan; ObjectSizeLessThan int64 xml:ObjectSizeLessThan",
  BucketLifecycleExpiration:
    "Date string xml:Date; Days int xml:Days; ExpiredObjectDeleteMarker bool xml:ExpiredObjectDeleteMarker",
  BucketLifecycleFilter:
    "Prefix string xml:Prefix; Tag *BucketTaggingTag xml:Tag; And *BucketLifecycleAndOperator xml:And",
  BucketLifecycleNoncurrentVersion:
    "NoncurrentDays int xml:NoncurrentDays; StorageClass string xml:StorageClass; AccessFrequency *BucketAccessFrequency xml:AccessFrequency",
  BucketLifecycleRule:
    "ID string xml:ID; Status string xml:Status; Filter *BucketLifecycleFilter xml:Filter; Transition []BucketLifecycleTransition xml:Transition; Expiration *BucketLifecycleExpiration xml:Expiration; AbortIncompleteMultipartUpload *BucketLifecycleAbortIncompleteMultipartUpload xml:AbortIncompleteMultipartUpload; NoncurrentVersionTransition []BucketLifecycleNoncurrentVersion xml:NoncurrentVersionTransition; NoncurrentVersionExpiration *BucketLifecycleNoncurrentVersion xml:NoncurrentVersionExpiration",
  BucketLifecycleTransition:
    "Date string xml:Date; Days int xml:Days; StorageClass string xml:StorageClass; AccessFrequency *BucketAccessFrequency xml:AccessFrequency",
  BucketListInventoryConfiguartion:
    "ID string xml:Id; IsEnabled string xml:IsEnabled; IncludedObjectVersions string xml:IncludedObjectVersions; Filter *BucketInventoryFilter xml:Filter; OptionalFields *BucketInventoryOptionalFields xml:OptionalFields; Schedule *BucketInventorySchedule xml:Schedule; Destination *BucketInventoryDestination xml:Destination>COSBucketDestination",
  BucketLoggingEnabled: "TargetBucket string xml:TargetBucket; TargetPrefix string xml:TargetPrefix",
  BucketOriginCondition: "HTTPStatusCode string xml:HTTPStatusCode; Prefix string xml:Prefix",
  BucketOriginFileInfo:
    "PrefixDirective bool xml:PrefixDirective; Prefix string xml:Prefix; Suffix string xml:Suffix; PrefixConfiguration *OriginPrefixConfiguration xml:PrefixConfiguration; SuffixConfiguration *OriginSuffixConfiguration xml:SuffixConfiguration; FixedFileConfiguration *OriginFixedFileConfiguration xml:FixedFileConfiguration",
  BucketOriginHostInfo:
    "HostName string xml:HostName; Weight int64 xml:Weight; StandbyHostName_N []string xml:StandbyHostName_N",
  BucketOriginHttpHeader:
    "FollowAllHeaders *bool xml:FollowAllHeaders; NewHttpHeaders []OriginHttpHeader xml:NewHttpHeaders>Header; FollowHttpHeaders []OriginHttpHeader xml:FollowHttpHeaders>Header; ForbidFollowHeaders []OriginHttpHeader xml:ForbidFollowHeaders>Header",
  BucketOriginInfo:
    "HostInfo *BucketOriginHostInfo xml:HostInfo; FileInfo *BucketOriginFileInfo xml:FileInfo",
  BucketOriginParameter:
    "Protocol string xml:Protocol; FollowQueryString *bool xml:FollowQueryString; HttpHeader *BucketOriginHttpHeader xml:HttpHeader; FollowRedirection *bool xml:FollowRedirection; HttpRedirectCode string xml:HttpRedirectCode; CopyOriginData *bool xml:CopyOriginData",
  BucketOriginRule:
    "RulePriority int xml:RulePriority; OriginType string xml:OriginType; OriginCondition *BucketOriginCondition xml:OriginCondition; OriginParameter *BucketOriginParameter xml:OriginParameter; OriginInfo *BucketOriginInfo xml:OriginInfo",
  BucketPostInventoryOptions:
    "ID string xml:Id; IncludedObjectVersions string xml:IncludedObjectVersions; Filter *BucketInventoryFilter xml:Filter; OptionalFields *BucketInventoryOptionalFields xml:OptionalFields; Destination *BucketInventoryDestination xml:Destination>COSBucketDestination",
  BucketPutACLOptions: "Header *ACLHeaderOptions; Body *ACLXml",
  BucketPutAccelerateOptions: "Status string xml:Status; Type string xml:Type",
  BucketPutCORSOptions: "Rules []BucketCORSRule xml:CORSRule; ResponseVary string xml:ResponseVary",
  BucketPutDomainCertificateOptions:
    "CertificateInfo *BucketDomainCertificateInfo xml:CertificateInfo; DomainList []string xml:DomainList>DomainName",
  BucketPutDomainOptions: "Rules []BucketDomainRule xml:DomainRule",
  BucketPutEncryptionOptions:
    "Rule *BucketEncryptionConfiguration xml:Rule>ApplyServerSideEncryptionByDefault",
  BucketPutIntelligentTieringOptions:
    "Status string xml:Status; Transition *BucketIntelligentTieringTransition xml:Transition; Id string xml:Id; Tiering []*BucketIntelligentTieringTransition xml:Tiering; Filter *BucketIntelligentTieringFilter xml:Filter; XOptionHeader *http.Header",
  BucketPutInventoryOptions:
    "ID string xml:Id; IsEnabled string xml:IsEnabled; IncludedObjectVersions string xml:IncludedObjectVersions; Filter *BucketInventoryFilter xml:Filter; OptionalFields *BucketInventoryOptionalFields xml:OptionalFields; Schedule *BucketInventorySchedule xml:Schedule; Destination *BucketInventoryDestination xml:Destination>COSBucketDestination",
  BucketPutLifecycleOptions: "Rules []BucketLifecycleRule xml:Rule; XOptionHeader *http.Header",
  BucketPutLoggingOptions: "LoggingEnabled *BucketLoggingEnabled xml:LoggingEnabled",
  BucketPutObjectLockOptions: "ObjectLockEnabled string xml:ObjectLockEnabled; Rule *ObjectLockRule xml:Rule",
  BucketPutOptions:
    "XCosACL string header:x-cos-acl; XCosGrantRead string header:x-cos-grant-read; XCosGrantWrite string header:x-cos-grant-write; XCosGrantFullControl string header:x-cos-grant-full-control; XCosGrantReadACP string header:x-cos-grant-read-acp; XCosGrantWriteACP string header:x-cos-grant-write-acp; XCosTagging string header:x-cos-tagging; XOptionHeader *http.Header",
  BucketPutOriginOptions: "Rule []BucketOriginRule xml:OriginRule",
  BucketPutPolicyOptions:
    "Statement []BucketStatement json:statement; Version string json:version; Principal map[string][]string json:principal",
  BucketPutRefererOptions:
    "Status string xml:Status; RefererType string xml:RefererType; DomainList []string xml:DomainList>Domain; EmptyReferConfiguration string xml:EmptyReferConfiguration; VerifySignatureURL string xml:VerifySignatureURL",
  BucketPutTaggingOptions: "TagSet []BucketTaggingTag xml:TagSet>Tag",
  BucketPutVersionOptions: "Status string xml:Status",
  BucketPutWebsiteOptions:
    "Index string xml:IndexDocument>Suffix; RedirectProtocol *RedirectRequestsProtocol xml:RedirectAllRequestsTo; AutoAddressing *AutoAddressing xml:AutoAddressing; Error *ErrorDocument xml:ErrorDocument; RoutingRules *WebsiteRoutingRules xml:RoutingRules",
  BucketReplicationRule:
    "ID string xml:ID; Status string xml:Status; Priority int xml:Priority; Prefix string xml:Prefix; Filter *ReplicationFilter xml:Filter; Destination *ReplicationDestination xml:Destination; DeleteMarkerReplication *DeleteMarkerReplication xml:DeleteMarkerReplication",
  BucketStatement:
    "Principal map[string][]string json:principal; Action []string json:action; Effect string json:effect; Resource []string json:resource; Sid string json:sid",
  BucketTaggingTag: "Key string xml:Key; Value string xml:Value",
  CASJobParameters: "Tier string xml:Tier",
  CSVInputSerialization:
    "RecordDelimiter string xml:RecordDelimiter; FieldDelimiter string xml:FieldDelimiter; QuoteCharacter string xml:QuoteCharacter; QuoteEscapeCharacter string xml:QuoteEscapeCharacter; AllowQuotedRecordDelimiter string xml:AllowQuotedRecordDelimiter; FileHeaderInfo string xml:FileHeaderInfo; Comments string xml:Comments",
  CSVOutputSerialization:
    "QuoteFields string xml:QuoteFields; RecordDelimiter string xml:RecordDelimiter; FieldDelimiter string xml:FieldDelimiter; QuoteCharacter string xml:QuoteCharacter; QuoteEscapeCharacter string xml:QuoteEscapeCharacter",
  CompleteMultipartUploadOptions: "Parts []Object xml:Part; XOptionHeader *http.Header",
  CompleteMultipartUploadResult:
    "Location string xml:Location; Bucket string xml:Bucket; Key string xml:Key; ETag string xml:ETag",
  CopyPartResult: "ETag string xml:ETag; LastModified string xml:LastModified",
  DataFrame:
    "ContentType string xml:ContentType; ConsumedBytesLength int32 xml:ConsumedBytesLength; LeftBytesLength int32 xml:LeftBytesLength",
  DeleteMarkerReplication: "Status string xml:Status",
  ErrorDocument: "Key string xml:Key; OriginalHttpStatus string xml:OriginalHttpStatus",
  ErrorFrame: "Code string xml:Code; Message string xml:Message",
  GetBucketDomainCertificateInfo:
    "CertId string xml:CertId; ValidityBegin int64 xml:ValidityBegin; ValidityExpire int64 xml:ValidityExpire",
  GetBucketReplicationResult: "Role string xml:Role; Rule []BucketReplicationRule xml:Rule",
  GetFetchTaskResult: "Code int json:code; Message string json:message; RequestId string json:request_id",
  InitiateMultipartUploadOptions:
    "ACLHeaderOptions *ACLHeaderOptions; ObjectPutHeaderOptions *ObjectPutHeaderOptions",
  InitiateMultipartUploadResult: "Bucket string xml:Bucket; Key string xml:Key; UploadID string xml:UploadId",
  Initiator: "UIN string xml:uin; ID string xml:ID; DisplayName string xml:DisplayName",
  IntelligentTieringConfiguration:
    "Id string xml:Id; Status string xml:Status; Tiering []*BucketIntelligentTieringTransition xml:Tiering; Filter *BucketIntelligentTieringFilter xml:Filter",
  JSONInputSerialization: "Type string xml:Type",
  JSONOutputSerialization: "RecordDelimiter string xml:RecordDelimiter",
  ListBucketInventoryConfigResult:
    "InventoryConfigurations []BucketListInventoryConfiguartion xml:InventoryConfiguration; IsTruncated bool xml:IsTruncated; ContinuationToken string xml:ContinuationToken; NextContinuationToken string xml:NextContinuationToken",
  ListIntelligentTieringConfigurations:
    "Configurations []*IntelligentTieringConfiguration xml:IntelligentTieringConfiguration",
  ListMultipartUploadsOptions:
    "Delimiter string url:delimiter; EncodingType string url:encoding-type; Prefix string url:prefix; MaxUploads int url:max-uploads; KeyMarker string url:key-marker; UploadIDMarker string url:upload-id-marker; XOptionHeader *http.Header",
  ListMultipartUploadsResult:
    "Bucket string xml:Bucket; EncodingType string xml:Encoding-Type; KeyMarker string xml:KeyMarker; UploadIDMarker string xml:UploadIdMarker; NextKeyMarker string xml:NextKeyMarker; NextUploadIDMarker string xml:NextUploadIdMarker; MaxUploads int xml:MaxUploads; IsTruncated bool xml:IsTruncated; Prefix string xml:Prefix; Delimiter string xml:delimiter; CommonPrefixes []string xml:CommonPrefixs>Prefix",
  ListUploadsResultUpload:
    "Key string xml:Key; UploadID string xml:UploadId; StorageClass string xml:StorageClass; Initiator *Initiator xml:Initiator; Owner *Owner xml:Owner; Initiated string xml:Initiated",
  ListVersionsResultDeleteMarker:
    "Key string xml:Key; VersionId string xml:VersionId; IsLatest bool xml:IsLatest; LastModified string xml:LastModified; Owner *Owner xml:Owner",
  ListVersionsResultVersion:
    "Key string xml:Key; VersionId string xml:VersionId; IsLatest bool xml:IsLatest; LastModified string xml:LastModified; ETag string xml:ETag; Size int64 xml:Size; StorageClass string xml:StorageClass; Owner *Owner xml:Owner",
  MultiCopyOptions:
    "OptCopy *ObjectCopyOptions xml:OptCopy; PartSize int64 xml:PartSize; ThreadPoolSize int xml:ThreadPoolSize",
  MultiDownloadOptions:
    "Opt *ObjectGetOptions xml:Opt; PartSize int64 xml:PartSize; ThreadPoolSize int xml:ThreadPoolSize; CheckPoint bool xml:CheckPoint; CheckPointFile string xml:CheckPointFile; DisableChecksum bool xml:DisableChecksum",
  MultiUploadOptions:
    "OptIni *InitiateMultipartUploadOptions xml:OptIni; PartSize int64 xml:PartSize; ThreadPoolSize int xml:ThreadPoolSize; CheckPoint bool xml:CheckPoint; DisableChecksum bool xml:DisableChecksum",
  Object:
    "Key string xml:Key; ETag string xml:ETag; Size int64 xml:Size; PartNumber int xml:PartNumber; LastModified string xml:LastModified; StorageClass string xml:StorageClass; Owner *Owner xml:Owner; VersionId string xml:VersionId; StorageTier string xml:StorageTier; RestoreStatus string xml:RestoreStatus",
  ObjectCopyHeaderOptions:
    "CacheControl string header:Cache-Control; ContentDisposition string header:Content-Disposition; ContentEncoding string header:Content-Encoding; ContentLanguage string header:Content-Language; ContentType string header:Content-Type; Expires string header:Expires; Expect string header:Expect; XCosMetadataDirective string header:x-cos-metadata-directive; XCosCopySourceIfModifiedSince string header:x-cos-copy-source-If-Modified-Since; XCosCopySourceIfUnmodifiedSince string header:x-cos-copy-source-If-Unmodified-Since; XCosCopySourceIfMatch string header:x-cos-copy-source-If-Match; XCosCopySourceIfNoneMatch string header:x-cos-copy-source-If-None-Match; XCosStorageClass string header:x-cos-storage-class; XCosMetaXXX *http.Header header:x-cos-meta-*; XCosCopySource string header:x-cos-copy-source; XCosServerSideEncryption string header:x-cos-server-side-encryption; XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XCosCopySourceSSECustomerAglo string header:x-cos-copy-source-server-side-encryption-customer-algorithm; XCosCopySourceSSECustomerKey string header:x-cos-copy-source-server-side-encryption-customer-key; XCosCopySourceSSECustomerKeyMD5 string header:x-cos-copy-source-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header",
  ObjectCopyOptions: "ObjectCopyHeaderOptions *ObjectCopyHeaderOptions; ACLHeaderOptions *ACLHeaderOptions",
  ObjectCopyPartOptions:
    "XCosCopySource string header:x-cos-copy-source; XCosCopySourceRange string header:x-cos-copy-source-range; XCosCopySourceIfModifiedSince string header:x-cos-copy-source-If-Modified-Since; XCosCopySourceIfUnmodifiedSince string header:x-cos-copy-source-If-Unmodified-Since; XCosCopySourceIfMatch string header:x-cos-copy-source-If-Match; XCosCopySourceIfNoneMatch string header:x-cos-copy-source-If-None-Match; XCosCopySourceSSECustomerAglo string header:x-cos-copy-source-server-side-encryption-customer-algorithm; XCosCopySourceSSECustomerKey string header:x-cos-copy-source-server-side-encryption-customer-key; XCosCopySourceSSECustomerKeyMD5 string header:x-cos-copy-source-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header",
  ObjectCopyResult:
    "ETag string xml:ETag; LastModified string xml:LastModified; CRC64 string xml:CRC64; VersionId string xml:VersionId",
  ObjectDeleteMultiOptions: "Quiet bool xml:Quiet; Objects []Object xml:Object",
  ObjectDeleteMultiResult: "DeletedObjects []Object xml:Deleted",
  ObjectDeleteOptions:
    "XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header; XOptionQuery *url.Values; VersionId string url:VersionId",
  ObjectGetACLResult: "Owner *Owner xml:Owner; AccessControlList []ACLGrant xml:AccessControlList>Grant",
  ObjectGetOptions:
    "ResponseContentType string url:response-content-type; ResponseContentLanguage string url:response-content-language; ResponseExpires string url:response-expires; ResponseCacheControl string url:response-cache-control; ResponseContentDisposition string url:response-content-disposition; ResponseContentEncoding string url:response-content-encoding; CiProcess string url:ci-process; Range string header:Range; IfModifiedSince string header:If-Modified-Since; XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header; XCosTrafficLimit int header:x-cos-traffic-limit",
  ObjectGetRetentionOptions: "XOptionHeader *http.Header",
  ObjectGetRetentionResult: "RetainUntilDate string xml:RetainUntilDate; Mode string xml:Mode",
  ObjectGetSymlinkOptions: "XOptionHeader *http.Header",
  ObjectGetTaggingResult: "TagSet []ObjectTaggingTag xml:TagSet>Tag; XOptionHeader *http.Header",
  ObjectHeadOptions:
    "IfModifiedSince string header:If-Modified-Since; XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header",
  ObjectListPartsOptions:
    "EncodingType string url:encoding-type; MaxParts string url:max-parts; PartNumberMarker string url:part-number-marker",
  ObjectListPartsResult:
    "Bucket string xml:Bucket; EncodingType string xml:Encoding-type; Key string xml:Key; UploadID string xml:UploadId; Initiator *Initiator xml:Initiator; Owner *Owner xml:Owner; StorageClass string xml:StorageClass; PartNumberMarker string xml:PartNumberMarker; NextPartNumberMarker string xml:NextPartNumberMarker; MaxParts string xml:MaxParts; IsTruncated bool xml:IsTruncated; Parts []Object xml:Part",
  ObjectListUploadsOptions:
    "Delimiter string url:delimiter; EncodingType string url:encoding-type; Prefix string url:prefix; MaxUploads int url:max-uploads; KeyMarker string url:key-marker; UploadIdMarker string url:upload-id-marker",
  ObjectListUploadsResult:
    "Bucket string xml:Bucket; EncodingType string xml:Encoding-Type; KeyMarker string xml:KeyMarker; UploadIdMarker string xml:UploadIdMarker; NextKeyMarker string xml:NextKeyMarker; NextUploadIdMarker string xml:NextUploadIdMarker; MaxUploads string xml:MaxUploads; IsTruncated bool xml:IsTruncated; Prefix string xml:Prefix; Delimiter string xml:Delimiter; Upload []ListUploadsResultUpload xml:Upload; CommonPrefixes []string xml:CommonPrefixes>Prefix",
  ObjectLockRule: "Days int xml:DefaultRetention>Days",
  ObjectOptionsOptions:
    "Origin string header:Origin; AccessControlRequestMethod string header:Access-Control-Request-Method; AccessControlRequestHeaders string header:Access-Control-Request-Headers",
  ObjectPutACLOptions: "Header *ACLHeaderOptions; Body *ACLXml",
  ObjectPutHeaderOptions:
    "CacheControl string header:Cache-Control; ContentDisposition string header:Content-Disposition; ContentEncoding string header:Content-Encoding; ContentType string header:Content-Type; ContentMD5 string header:Content-MD5; ContentLength int64 header:Content-Length; ContentLanguage string header:Content-Language; Expect string header:Expect; Expires string header:Expires; XCosContentSHA1 string header:x-cos-content-sha1; XCosMetaXXX *http.Header header:x-cos-meta-*; XCosStorageClass string header:x-cos-storage-class; XCosServerSideEncryption string header:x-cos-server-side-encryption; XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XOptionHeader *http.Header; XCosTrafficLimit int header:x-cos-traffic-limit",
  ObjectPutOptions: "ACLHeaderOptions *ACLHeaderOptions; ObjectPutHeaderOptions *ObjectPutHeaderOptions",
  ObjectPutRetentionOptions: "RetainUntilDate string xml:RetainUntilDate; Mode string xml:Mode",
  ObjectPutSymlinkOptions: "SymlinkTarget string header:x-cos-symlink-target; XOptionHeader *http.Header",
  ObjectPutTaggingOptions: "TagSet []ObjectTaggingTag xml:TagSet>Tag; XOptionHeader *http.Header",
  ObjectRestoreOptions:
    "Days int xml:Days; Tier *CASJobParameters xml:CASJobParameters; XOptionHeader *http.Header",
  ObjectSelectOptions:
    "Expression string xml:Expression; ExpressionType string xml:ExpressionType; InputSerialization *SelectInputSerialization xml:InputSerialization; OutputSerialization *SelectOutputSerialization xml:OutputSerialization; RequestProgress string xml:RequestProgress>Enabled",
  ObjectSelectResponse:
    "StatusCode int xml:StatusCode; Headers http.Header xml:Headers; Body io.ReadCloser xml:Body; Frame *ObjectSelectResult xml:Frame; Finish bool xml:Finish",
  ObjectSelectResult:
    "TotalFrameLength int32 xml:TotalFrameLength; TotalHeaderLength int32 xml:TotalHeaderLength; NextFrame bool xml:NextFrame; FrameType int xml:FrameType; Payload []byte xml:Payload; DataFrame DataFrame xml:DataFrame; ProgressFrame ProgressFrame xml:ProgressFrame; StatsFrame StatsFrame xml:StatsFrame; ErrorFrame *ErrorFrame xml:ErrorFrame",
  ObjectTaggingTag: "Key string xml:Key; Value string xml:Value",
  ObjectUploadPartOptions:
    "Expect string header:Expect; XCosContentSHA1 string header:x-cos-content-sha1; ContentLength int64 header:Content-Length; ContentMD5 string header:Content-MD5; XCosSSECustomerAglo string header:x-cos-server-side-encryption-customer-algorithm; XCosSSECustomerKey string header:x-cos-server-side-encryption-customer-key; XCosSSECustomerKeyMD5 string header:x-cos-server-side-encryption-customer-key-MD5; XCosTrafficLimit int header:x-cos-traffic-limit; XOptionHeader *http.Header",
  OriginFixedFileConfiguration: "FixedFilePath string xml:FixedFilePath",
  OriginHttpHeader: "Key string xml:Key; Value string xml:Value",
  OriginPrefixConfiguration: "Prefix string xml:Prefix",
  OriginSuffixConfiguration: "Suffix string xml:Suffix",
  Owner: "UIN string xml:uin; ID string xml:ID; DisplayName string xml:DisplayName",
  ProgressFrame:
    "BytesScanned int xml:BytesScanned; BytesProcessed int xml:BytesProcessed; BytesReturned int xml:BytesReturned",
  PutBucketReplicationOptions: "Role string xml:Role; Rule []BucketReplicationRule xml:Rule",
  PutFetchTaskOptions:
    "Url string json:Url; Key string json:Key; MD5 string json:MD5; OnKeyExist string json:OnKeyExist; IgnoreSameKey bool json:IgnoreSameKey; SuccessCallbackUrl string json:SuccessCallbackUrl; FailureCallbackUrl string json:FailureCallbackUrl; XOptionHeader *http.Header",
  PutFetchTaskResult: "Code int json:code; Message string json:message; RequestId string json:request_id",
  RedirectRequestsProtocol: "Protocol string xml:Protocol",
  ReplicationDestination: "Bucket string xml:Bucket; StorageClass string xml:StorageClass",
  ReplicationFilter: "And *ReplicationFilterAnd xml:And; Prefix string xml:Prefix",
  ReplicationFilterAnd: "Prefix string xml:Prefix; Tag []ObjectTaggingTag xml:Tag",
  SelectInputSerialization:
    "CompressionType string xml:CompressionType; CSV *CSVInputSerialization xml:CSV; JSON *JSONInputSerialization xml:JSON",
  SelectOutputSerialization: "CSV *CSVOutputSerialization xml:CSV; JSON *JSONOutputSerialization xml:JSON",
  ServiceGetOptions:
    "TagKey string url:tagkey; TagValue string url:tagvalue; MaxKeys int64 url:max-keys; Marker string url:marker; Range string url:range; CreateTime int64 url:create-time; Region string url:region",
  ServiceGetResult:
    "Owner *Owner xml:Owner; Buckets []Bucket xml:Buckets>Bucket; Marker string xml:Marker; NextMarker string xml:NextMarker; IsTruncated bool xml:IsTruncated",
  StatsFrame:
    "BytesScanned int xml:BytesScanned; BytesProcessed int xml:BytesProcessed; BytesReturned int xml:BytesReturned",
  WebsiteRoutingRule:
    "ConditionErrorCode string xml:Condition>HttpErrorCodeReturnedEquals; ConditionPrefix string xml:Condition>KeyPrefixEquals; RedirectProtocol string xml:Redirect>Protocol; RedirectReplaceKey string xml:Redirect>ReplaceKeyWith; RedirectReplaceKeyPrefix string xml:Redirect>ReplaceKeyPrefixWith",
  WebsiteRoutingRules: "Rules []WebsiteRoutingRule xml:RoutingRule",
};
